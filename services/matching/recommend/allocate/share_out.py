"""Share the attention of a roster out: all pairs of those who ask are scored, and each gets their places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.matching.recommend.allocate.attention import allot
from services.matching.recommend.allocate.market import RANKED
from services.matching.recommend.allocate.near import Near, Nearest
from services.matching.recommend.allocate.newcomers import put_in_newcomers
from services.matching.recommend.allocate.offset import offset
from services.matching.recommend.arms import Arm, arm_of, in_order
from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.candidates.roster import Allotted, Roster
from services.matching.recommend.diversify.pools import Candidates, Draw, Reader, pools_of
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.ties import weak_ties
from services.matching.recommend.score.best import BLOCK, UNTOUCHED, Standing, standing_chances
from services.matching.recommend.score.score import all_pairs


@dataclass(frozen=True, slots=True)
class Asking:
    """One who asks: what stands between them and others, whom they know, and their dial (None: as usual)."""

    standing: Standing = UNTOUCHED
    known: frozenset[str] = frozenset()
    novelty: float | None = None


def share_out(
    roster: Roster, parameters: Parameters, draw: Draw, asking: Mapping[str, Asking] | None = None
) -> Roster:
    """Return the roster with what is known of all pairs and seen of all, if that can be kept, and all places.

    `asking` are those who ask, by id; by default everyone, with nothing between them. A block of pairs is
    held at a time, and of each the best: a roster of 10,000 takes some hundred megabytes.
    """
    numbers = parameters.attention
    everyone = {person.id: Asking(novelty=person.novelty) for person in roster.people}
    asking = everyone if asking is None else asking
    if len(roster.people) <= parameters.interest.kept_whole:
        roster = replace(roster, pairs=all_pairs(roster, parameters, BLOCK))
        roster.view_all()
    if len(roster.people) < numbers.least_people or not asking:
        return roster
    askers = np.array([roster.position[one] for one in asking], dtype=np.int64)
    near = _near(roster, asking, askers, parameters)
    readers = list(_readers(roster, asking, parameters.list.novelty))
    pools = pools_of(readers, _told(near, roster, readers, draw), parameters.list)
    lists = np.full((len(roster.people), numbers.listed[-1]), -1, dtype=np.int64)
    placed = allot(near, pools, roster.facets, numbers, parameters.list)
    served = _as_served(placed.lists, roster, list(asking), draw, parameters)
    offset(placed, served, len(roster.people), parameters.list.places - 2, numbers)
    lists[askers] = placed.lists
    dials = np.full(len(roster.people), np.nan)
    dials[askers] = [reader.novelty for reader in readers]
    return replace(roster, allotted=Allotted(lists, dials))


def _as_served(
    lists: Ints, roster: Roster, asking: Sequence[str], draw: Draw, parameters: Parameters
) -> Ints:
    """Return lists with those in random order that will be so for all of their places."""
    served, ids = lists.copy(), [person.id for person in roster.people]
    for row, one in zip(served, asking, strict=True):
        if (arm := arm_of(one, draw, parameters.learn)) is Arm.SHUFFLED:
            held = [ids[at] for at in row[row >= 0].tolist()]
            mixed = in_order(held, arm, one, draw, parameters.attention.listed)
            row[row >= 0] = [roster.position[other] for other in mixed]
    return served


def carried(former: Roster, roster: Roster, parameters: Parameters) -> Roster:
    """Return the roster with the places that were given out in a former one.

    Who is new gets into lists of those who were there, and has no places in a list of their own yet.
    """
    if former.allotted is None:
        return roster
    lists, dials = former.allotted.lists, former.allotted.dials
    here = np.array([*(roster.position.get(person.id, -1) for person in former.people), -1])
    rows = here[np.vstack([lists, np.full_like(lists[:1], -1)])]
    there = [former.position.get(person.id, len(former.people)) for person in roster.people]
    placed = rows[there]
    new = np.array([at for at, one in enumerate(there) if one == len(former.people)], dtype=np.int64)
    if len(new):
        bridge = parameters.list.places - 2
        put_in_newcomers(placed, new, _of_newcomers(new, roster, parameters), bridge, parameters.attention)
    return replace(roster, allotted=Allotted(placed, np.append(dials, np.nan)[there]))


def _of_newcomers(new: Ints, roster: Roster, parameters: Parameters) -> Block:
    """Return their chances with everyone; what stands between single people is left to who serves a list."""
    blocks = [standing_chances(new[i : i + BLOCK], roster, parameters) for i in range(0, len(new), BLOCK)]
    found: Block = np.vstack(blocks)
    return found


def _near(roster: Roster, asking: Mapping[str, Asking], askers: Ints, parameters: Parameters) -> Near:
    found = Nearest(len(roster.people), parameters.attention)
    standing = {one: it.standing for one, it in asking.items()}
    for first in range(0, len(askers), BLOCK):
        found.add(first, standing_chances(askers[first : first + BLOCK], roster, parameters, standing))
    return RANKED[parameters.attention.method](found.found(), parameters.attention)


def _readers(roster: Roster, asking: Mapping[str, Asking], usual: float) -> Iterator[Reader]:
    for person_id, one in asking.items():
        known = [roster.position[other] for other in one.known if other in roster.position]
        dial = usual if one.novelty is None else one.novelty
        yield Reader(person_id, roster.facets[roster.position[person_id]], roster.facets[known], dial)


def _told(near: Near, roster: Roster, readers: Sequence[Reader], draw: Draw) -> Candidates:
    rows = list(zip(readers, near.people, strict=True))
    luck = np.array([draw.of(one.id, roster.lots, row) for one, row in rows])
    ties = np.zeros(near.people.shape, dtype=np.float32)
    for own, (one, row) in zip(ties, rows, strict=True) if roster.ties.nnz else ():
        own[:] = weak_ties(roster.ties, roster.position[one.id], row)
    return Candidates(near.rank, roster.facets[near.people], roster.quality[near.people], ties, luck)
