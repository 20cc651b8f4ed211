"""What a round does for those who are owed some of a group, and for tables that are to have some of it."""

from dataclasses import dataclass, field

import numpy as np

from services.matching.meetings.pairs.matching import Flags
from services.matching.recommend.arrays import Ints

UNMET = 2_000_000
"""What it is worth that somebody meets one whom they are owed: more than that all of a table meet again."""
LACKING = 200_000_000
"""What it is worth that a table has one whom it lacks: more than anything but that some are kept apart."""


@dataclass(slots=True, eq=False)
class Owed:
    """One group in one round. `due`: how many of it each is owed still; none of its own are."""

    members: Flags
    each_table: int
    due: Ints
    held: Ints = field(init=False)
    """Of each table, how many of the group sit there; none among those who sit out."""
    gain: Ints = field(init=False)
    """Of each table, how many there would be owed one less by one more of the group."""
    loss: Ints = field(init=False)
    """Of each table, how many there would be owed one more by one less of the group."""

    def count(self, at: Ints, tables: int) -> None:
        """Count anew, after people changed places."""
        self.held = np.bincount(at[self.members], minlength=tables + 1)
        self.held[tables] = 0
        here = self.held[at]
        self.gain = np.bincount(at[self.due > here], minlength=tables + 1)
        self.loss = np.bincount(at[(self.due > 0) & (self.due >= here)], minlength=tables + 1)
        self.gain[tables] = self.loss[tables] = 0

    def gains(self, one: int, at: Ints) -> Ints:
        """Return what it brings that somebody changes places with each."""
        mine, theirs, due = self.held[at[one]], self.held[at], self.due
        if self.members[one]:
            met = (
                np.minimum(due, max(mine - 1, 0))
                - np.minimum(due, theirs)
                - (self._seated(at) & (due > theirs))
            )
            met += self.gain[at] - self.loss[at[one]]
            lacking = self._lacks(at[one], -1) + self._lacks(at, 1)
            return np.where(self.members, 0, UNMET * met + LACKING * lacking)
        mutual = np.minimum(due[one], theirs) - np.minimum(due[one], mine)
        mutual = mutual + np.minimum(due, mine) - np.minimum(due, theirs)
        met = np.minimum(due[one], np.maximum(theirs - 1, 0)) - np.minimum(due[one], mine)
        met = met - int(self._seated(at)[one] and due[one] > mine) + self.gain[at[one]] - self.loss[at]
        lacking = self._lacks(at, -1) + self._lacks(at[one], 1)
        found: Ints = np.where(self.members, UNMET * met + LACKING * lacking, UNMET * mutual)
        return found

    def _seated(self, at: Ints) -> Flags:
        return at < len(self.held) - 1

    def _lacks(self, table: Ints, more: int) -> Ints:
        """Return how many fewer of the group a table lacks by one more, or one less."""
        before = np.maximum(self.each_table - self.held, 0)
        change = before - np.maximum(self.each_table - self.held - more, 0)
        change[-1] = 0
        return change[table]
