"""Which of the candidates a list holds, and in what order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from zlib import crc32

import numpy as np

from services.matching.recommend.arrays import Block, Floats, Ints
from services.matching.recommend.asked import Asked
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.diversify import Place, Pool, diversify
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.facets import DIMENSIONS, gaps
from services.matching.recommend.population.ties import weak_ties
from services.matching.recommend.score.best import Candidate


def chosen(
    one: Asked, pool: Sequence[Candidate], key: bytes, parameters: Parameters
) -> list[tuple[Candidate, Place]]:
    """Return the candidates of a list, the best first, each with why it stands where it does."""
    if not pool:
        return []
    me, week, home = one.person.id, one.ask.now.strftime("%G-W%V"), pool[0].roster
    known = [home.position[other] for other in one.history.known if other in home.position]
    codes, quality = _kept_of(pool)
    filled = gaps(home.facets[home.position[me]], home.facets[known], codes)
    there = Pool(
        ranks=np.array([item.rank for item in pool]), filled=filled, codes=codes, ties=_ties(me, pool),
        doubt=np.asarray(1 - quality, dtype=np.float64),
        luck=_draws(key, f"{me}/{week}", [item.id for item in pool]),
    )  # fmt: skip
    order = diversify(there, one.novelty(parameters.list.novelty), one.ask.limit, parameters.list)
    return [(pool[i], place) for i, place in order]


def _kept_of(pool: Sequence[Candidate]) -> tuple[Ints, Block]:
    """Return the facets and the quality of each, as their rosters keep them."""
    codes, quality = np.zeros((len(pool), len(DIMENSIONS)), np.int64), np.zeros(len(pool), np.float32)
    for roster, here, positions in _by_roster(pool):
        codes[here], quality[here] = roster.facets[positions], roster.quality[positions]
    return codes, quality


def _by_roster(pool: Sequence[Candidate]) -> Iterator[tuple[Roster, list[int], Ints]]:
    """Yield each roster with the places in the pool of its people, and their positions there."""
    places: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(pool):
        places[id(one.roster)].append(i)
    for here in places.values():
        yield pool[here[0]].roster, here, np.array([pool[i].position for i in here])


def _ties(person_id: str, pool: Sequence[Candidate]) -> Floats:
    found = np.zeros(len(pool))
    for roster, here, positions in _by_roster(pool):
        if roster.ties.nnz:
            found[here] = weak_ties(roster.ties, roster.position[person_id], positions)
    return found


def _draws(key: bytes, reader: str, ids: Sequence[str]) -> Floats:
    """Return a number in [0, 1) for each id: the same for a reader, and different between readers."""
    start = int.from_bytes(blake2b(reader.encode(), key=key, digest_size=4).digest())
    return np.array([crc32(one.encode(), start) for one in ids]) / 2**32
