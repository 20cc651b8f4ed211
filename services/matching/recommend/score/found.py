"""Whom somebody may be shown, side by side: in arrays, until it is told who is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from services.matching.recommend.arrays import Block, Floats, Ints
from services.matching.recommend.candidates.roster import Roster


class Candidate(NamedTuple):
    """A person who may be shown, in one roster; `mutual` is H, `rank` H less its wear."""

    id: str
    position: int
    roster: Roster
    mutual: float
    rank: float


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """People of some rosters who may be shown to one who asks, an entry each in every array.

    `whose` numbers the roster in which somebody has the position `at`; `mutual` is H, `rank` H less its wear;
    `place` is the one they were allotted in the list of who asks, -1 where none. `dials` are where that
    list's dial stood in each roster, None where it shares no attention out.
    """

    rosters: tuple[Roster, ...]
    dials: tuple[float | None, ...]
    whose: Ints
    at: Ints
    mutual: Block
    rank: Floats
    place: Ints

    def __len__(self) -> int:
        return len(self.at)

    def __iter__(self) -> Iterator[Candidate]:
        mutual, rank = self.mutual.tolist(), self.rank.tolist()
        for whose, at, both, held in zip(self.whose.tolist(), self.at.tolist(), mutual, rank, strict=True):
            roster = self.rosters[whose]
            yield Candidate(roster.people[at].id, at, roster, both, held)

    def some(self, which: Ints) -> "Found":
        """Return some of them, in that order."""
        return Found(
            self.rosters, self.dials, self.whose[which], self.at[which], self.mutual[which],
            self.rank[which], self.place[which],
        )  # fmt: skip

    def by_roster(self) -> Iterator[tuple[Roster, Ints, Ints]]:
        """Yield each roster with which of them are of it, and their positions there."""
        if len(self.rosters) == 1:  # as it mostly is: nothing is to be told apart
            yield self.rosters[0], np.arange(len(self)), self.at
            return
        for number, roster in enumerate(self.rosters):
            here = np.flatnonzero(self.whose == number)
            if len(here):
                yield roster, here, self.at[here]


def found_in(
    roster: Roster, dial: float | None, at: Ints, mutual: Block, rank: Floats, place: Ints
) -> Found:  # fmt: skip
    """Return people of one roster, as in `Found`."""
    return Found((roster,), (dial,), np.zeros(len(at), dtype=np.int64), at, mutual, rank, place)


def joined(parts: Sequence[Found]) -> Found:
    """Return people of several rosters as one; whoever is of more than one is told as often."""
    if len(parts) == 1:
        return parts[0]
    return Found(
        rosters=tuple(roster for part in parts for roster in part.rosters),
        dials=tuple(dial for part in parts for dial in part.dials),
        whose=np.repeat(np.arange(len(parts)), [len(part) for part in parts]),
        at=np.concatenate([part.at for part in parts]),
        mutual=np.concatenate([part.mutual for part in parts]),
        rank=np.concatenate([part.rank for part in parts]),
        place=np.concatenate([part.place for part in parts]),
    )


def by_roster(found: Sequence[Candidate]) -> Iterator[tuple[Roster, Sequence[Candidate]]]:
    """Yield each roster with its candidates, in their order."""
    rosters = {id(one.roster): one.roster for one in found}
    if len(rosters) == 1:  # as it mostly is: nothing is to be told apart
        yield found[0].roster, found
        return
    for roster in rosters.values():
        yield roster, [one for one in found if one.roster is roster]
