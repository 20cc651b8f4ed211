"""Share the attention of a roster out: all pairs of those who ask are scored, and each gets their places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from services.matching.recommend.allocate.attention import ALLOCATIONS, Edges
from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.parameters import AttentionNumbers, Parameters
from services.matching.recommend.score.best import BLOCK
from services.matching.recommend.score.score import chances


def share_out(
    roster: Roster, parameters: Parameters, asking: Mapping[str, frozenset[str]] | None = None
) -> Roster:
    """Return the roster with the chances of all pairs, if they can be kept, and everyone's places.

    `asking` are the ids of those who ask, with whom they are not shown; by default everyone asks. A block of
    pairs is held at a time, and of each the best: a roster of 10,000 takes some hundred megabytes.
    """
    people = len(roster.people)
    by_id = asking or {person.id: frozenset[str]() for person in roster.people}
    askers = np.array([roster.position[one] for one in by_id], dtype=np.int64)
    if people <= parameters.interest.kept_whole:
        every = _blocks(np.arange(people), roster, parameters)
        roster = replace(roster, chances=np.vstack([np.zeros((0, people), np.float32), *every]))
    if people < parameters.attention.least_people:
        return roster
    found = _Best(people, parameters.attention)
    for first, block in zip(range(0, len(askers), BLOCK), _blocks(askers, roster, parameters), strict=True):
        _bar(block, askers[first : first + BLOCK], list(by_id.values())[first : first + BLOCK], roster)
        found.add(first, block)
    allocate = ALLOCATIONS[parameters.attention.method]
    allotted = np.full((people, parameters.attention.listed), -1, dtype=np.int64)
    allotted[askers] = allocate(found.edges(len(askers)), parameters.attention)
    return replace(roster, allotted=allotted)


def carried(former: Roster, roster: Roster) -> Roster:
    """Return the roster with the places that were given out in a former one; who is new has none yet."""
    if former.allotted is None:
        return roster
    here = np.array([*(roster.position.get(person.id, -1) for person in former.people), -1])
    rows = here[np.vstack([former.allotted, np.full_like(former.allotted[:1], -1)])]
    there = [former.position.get(person.id, len(former.people)) for person in roster.people]
    return replace(roster, allotted=rows[there])


def _blocks(positions: Ints, roster: Roster, parameters: Parameters) -> Iterator[Block]:
    for first in range(0, len(positions), BLOCK):
        some = positions[first : first + BLOCK]
        held = roster.chances
        yield chances(some, roster, parameters) if held is None else held[some]


def _bar(block: Block, askers: Ints, barred: list[frozenset[str]], roster: Roster) -> None:
    block *= roster.discount
    for row, asker, others in zip(block, askers.tolist(), barred, strict=True):
        row[[asker, *(roster.position[other] for other in others if other in roster.position)]] = 0


def best_edges(chances: Block, numbers: AttentionNumbers) -> Edges:
    """Return the edges worth considering of a square of chances that is held whole."""
    found = _Best(len(chances), numbers)
    for first in range(0, len(chances), BLOCK):
        found.add(first, chances[first : first + BLOCK])
    return found.edges(len(chances))


@dataclass(slots=True)
class _Best:
    """The best people of each who asks, and the best who ask of each person, as blocks go by."""

    people: int
    numbers: AttentionNumbers
    rows: list[tuple[Ints, Ints, Block]] = field(default_factory=list)

    def add(self, first: int, block: Block) -> None:
        """Take the edges of a block that are among the best of their rows, or the best of their columns."""
        many = max(self.numbers.considered, self.numbers.pairs // self.people)
        best = min(many, self.people - 1)
        kept = (block >= np.partition(block, -best, axis=1)[:, [-best]]) | (block >= block.max(axis=0))
        one, other = np.nonzero(kept & (block > 0))
        self.rows.append((first + one, other, block[one, other]))

    def edges(self, askers: int) -> Edges:
        """Return every edge found."""
        one, other, chance = (np.concatenate(parts) for parts in zip(*self.rows, strict=True))
        return Edges(one, other, chance.astype(float), askers, self.people)
