"""Lists in random order move people across the places that attention is counted over: others offset it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.recommend.allocate.attention import Placed, most_lists
from services.matching.recommend.arrays import Ints
from services.matching.recommend.diversify.diversify import Flags
from services.matching.recommend.parameters import AttentionNumbers


def offset(placed: Placed, served: Ints, many: int, bridge: int, numbers: AttentionNumbers) -> None:
    """Have people trade places within lists that are served as they are, until attention is shared again.

    `served` are the lists as they are served. Whoever is so among the first places of more lists than their
    limit, and than they were, gives up a place; whoever is among those of none any more gets one: where it
    costs a list least. Each list holds whom it held, and those in random order stay as they are, to teach as
    they did. The place of the `bridge` stays.
    """
    kept = (served == placed.lists).all(axis=1)
    for first, last, end in zip((0, *numbers.listed), numbers.listed, numbers.listed[1:], strict=False):
        before = _counts(placed.lists[:, :last], many)
        now = _counts(np.where(kept[:, None], placed.lists, served)[:, :last], many)
        most = np.maximum(most_lists(len(served), last, many, numbers), before)
        early = [place for place in range(first, last) if place != bridge]
        for person in np.repeat(np.arange(many), np.maximum(now - most, 0)).tolist():
            _Trade(placed, kept, early, range(last, end), now).down(person, now < most)
        for person in np.flatnonzero((now == 0) & (before > 0)).tolist():
            _Trade(placed, kept, early, range(last, numbers.listed[-1]), now).up(person, now > 1)


def _counts(lists: Ints, many: int) -> Ints:
    return np.bincount(lists[lists >= 0], minlength=many)


@dataclass(frozen=True, slots=True, eq=False)
class _Trade:
    """Trades between two groups of places in lists that may change; `now` counts who is in the first ones."""

    placed: Placed
    kept: Flags
    early: Sequence[int]
    late: Sequence[int]
    now: Ints

    def down(self, person: int, willing: Flags) -> None:
        """Let somebody fall back behind one who is willing."""
        rows, at = self._held(person, self.early)
        self._best([(i, e, x) for i, e in zip(rows, at, strict=True) for x in self.late], willing, up=True)

    def up(self, person: int, willing: Flags) -> None:
        """Let somebody come before one who is willing."""
        rows, at = self._held(person, self.late)
        self._best([(i, x, e) for i, e in zip(rows, at, strict=True) for x in self.early], willing, up=False)

    def _held(self, person: int, places: Sequence[int]) -> tuple[list[int], list[int]]:
        rows, at = np.nonzero((self.placed.lists[:, places] == person) & self.kept[:, None])
        return rows.tolist(), np.array(places)[at].tolist()

    def _best(self, found: Sequence[tuple[int, int, int]], willing: Flags, *, up: bool) -> None:
        """Make the trade of a list, an early and a late place that costs least, if there is any.

        Who is to be `willing` comes up, or else goes down.
        """
        lists, worth = self.placed.lists, self.placed.worth
        costs = [
            (float(worth[row, early] - worth[row, late]), row, early, late)
            for row, early, late in found
            if (one := lists[row, late if up else early]) >= 0 and willing[one]
        ]
        if costs:
            _, row, early, late = min(costs)
            self.now[lists[row, [early, late]]] += np.array([-1, 1])
            for held in (lists, worth):
                held[row, [early, late]] = held[row, [late, early]]
