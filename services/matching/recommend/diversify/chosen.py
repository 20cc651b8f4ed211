"""Which of the candidates a list holds, and in what order."""

from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

import numpy as np

from services.matching.recommend.arrays import Floats
from services.matching.recommend.asked import Asked
from services.matching.recommend.diversify.diversify import Place, Pool, diversify
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.facets import gaps
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
    codes = np.array([item.roster.facets[item.position] for item in pool])
    filled = gaps(home.facets[home.position[me]], home.facets[known], codes)
    there = Pool(
        ranks=np.array([item.rank for item in pool]), filled=filled, codes=codes, ties=_ties(me, pool),
        doubt=np.array([1.0 - item.roster.quality[item.position] for item in pool]),
        luck=_draws(key, f"{me}/{week}", [item.id for item in pool]),
    )  # fmt: skip
    order = diversify(there, one.novelty(parameters.list.novelty), one.ask.limit, parameters.list)
    return [(pool[i], place) for i, place in order]


def _ties(person_id: str, pool: Sequence[Candidate]) -> Floats:
    found, rosters = np.zeros(len(pool)), {id(one.roster): one.roster for one in pool}
    for roster in rosters.values() if any(r.ties.nnz for r in rosters.values()) else ():
        here = [i for i, one in enumerate(pool) if one.roster is roster]
        positions = np.array([pool[i].position for i in here])
        found[here] = weak_ties(roster.ties, roster.position[person_id], positions)
    return found


def _draws(key: bytes, reader: str, ids: Sequence[str]) -> Floats:
    """Return a number in [0, 1) for each id: the same for a reader, and different between readers."""
    start = int.from_bytes(blake2b(reader.encode(), key=key, digest_size=4).digest())
    return np.array([crc32(one.encode(), start) for one in ids]) / 2**32
