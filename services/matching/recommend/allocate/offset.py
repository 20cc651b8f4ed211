"""Lists in random order move people across the places that attention is counted over: others offset it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.recommend.allocate.attention import Placed, most_lists
from services.matching.recommend.arrays import Ints
from services.matching.recommend.diversify.diversify import Flags
from services.matching.recommend.parameters import AttentionNumbers


def offset(placed: Placed, served: Ints, many: int, bridge: int, numbers: AttentionNumbers) -> None:
    """Have people trade places within lists that are served as they are, until attention is shared again.

    `served` are the lists as they are served. Whoever is so among the first places of more lists than their
    limit, and than they were, gives up a place; whoever is among those of none any more gets one: in as few
    trades as can be, where they cost lists least. Each list holds whom it held, and those in random order
    stay as they are, to teach as they did. The place of the `bridge` stays, unless somebody is in too many
    lists in random order and as a bridge alone.
    """
    kept = (served == placed.lists).all(axis=1)
    for first, last, end in zip((0, *numbers.listed), numbers.listed, numbers.listed[1:], strict=False):
        before = _counts(placed.lists[:, :last], many)
        now = _counts(np.where(kept[:, None], placed.lists, served)[:, :last], many)
        most = np.maximum(most_lists(len(served), last, many, numbers), before)
        early = [place for place in range(first, last) if place != bridge]
        for person in np.repeat(np.arange(many), np.maximum(now - most, 0)).tolist():
            for places in (early, range(first, last)):
                if _Trades(placed, kept, places, range(last, end)).make(person, now < most, now, -1):
                    break
        late = range(last, numbers.listed[-1])
        for person in np.flatnonzero((now == 0) & (before > 0)).tolist():
            _Trades(placed, kept, late, early).make(person, now > 1, now, 1)


def _counts(lists: Ints, many: int) -> Ints:
    return np.bincount(lists[lists >= 0], minlength=many)


@dataclass(frozen=True, slots=True)
class _Trade:
    """Two places of a list that are exchanged, and what that and all trades before it cost."""

    cost: float
    row: int
    place: int
    other: int


@dataclass(frozen=True, slots=True, eq=False)
class _Trades:
    """Trades in lists that may change: who has one of some `places` gives it up for one of the `others`."""

    placed: Placed
    kept: Flags
    places: Sequence[int]
    others: Sequence[int]

    def make(self, person: int, willing: Flags, now: Ints, change: int) -> bool:
        """Have somebody trade with one who is willing, or through others, each of whom trades once more.

        So all between them keep what they had. `now` counts how often each is among the first places; that
        of the person who begins changes, and that of the last the other way. Tell whether it could be done.
        """
        ways: dict[int, _Trade] = {}
        ends, reached = [person], {person: 0.0}
        while ends and not any(willing[one] for one in ends if one != person):
            further = self._further(reached, ways.keys() | {person})
            ways |= further
            reached = {one: trade.cost for one, trade in further.items()}
            ends = list(reached)
        found = [one for one in ends if willing[one]]
        if found:
            last = min(found, key=lambda one: reached[one])
            now[[person, last]] += np.array([change, -change])
            self._trade(last, person, ways)
        return bool(found)

    def _further(self, reached: Mapping[int, float], seen: Collection[int]) -> dict[int, _Trade]:
        """Return the cheapest trade with each who is reached by one more."""
        lists, worth, found = self.placed.lists, self.placed.worth, dict[int, _Trade]()
        for person, spent in reached.items():
            rows, at = np.nonzero((lists[:, self.places] == person) & self.kept[:, None])
            for row, place in zip(rows.tolist(), np.array(self.places)[at].tolist(), strict=True):
                for other in self.others:
                    one = int(lists[row, other])
                    lost = float(worth[row, place] - worth[row, other]) * (1 if place < other else -1)
                    trade = _Trade(spent + lost, row, place, other)
                    if one >= 0 and one not in seen and trade.cost < found.get(one, _DEAREST).cost:
                        found[one] = trade
        return found

    def _trade(self, last: int, first: int, ways: Mapping[int, _Trade]) -> None:
        """Make the trades that lead to somebody, the last of them first."""
        while last != first:
            trade = ways[last]
            last = int(self.placed.lists[trade.row, trade.place])
            for held in (self.placed.lists, self.placed.worth):
                held[trade.row, [trade.place, trade.other]] = held[trade.row, [trade.other, trade.place]]


_DEAREST = _Trade(float("inf"), 0, 0, 0)
