"""The log to learn from, as columns, and what an answer says of a suggestion."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.arrays import Floats, Ints

Flags = NDArray[np.bool_]

LIKED = frozenset({"useful", "asked", "accepted", "met"})
SILENT = frozenset({"not_now", "know_them"})
"""Answers that say nothing of how well two fit: the time is wrong, or they have met before."""


def label_of(answers: Iterable[str]) -> bool | None:
    """Return whether a showing was liked; None when its answers say nothing of that.

    A showing without an answer was not liked: or not looked at, which the fit corrects for.
    """
    said = frozenset(answers)
    if said & LIKED:
        return True
    return None if said & SILENT else False


@dataclass(frozen=True, slots=True, eq=False)
class Showings:
    """A row for each first time in a week that a person was shown to another, but where that says nothing."""

    people: Ints
    """Who was shown somebody, numbered."""
    lists: Ints
    """In which list of one moment, numbered."""
    places: Ints
    """At which place of it, from 1."""
    there: Floats
    """The inputs of the reader's logit, shape (rows, 7), the first column 1."""
    back: Floats
    """The same of the other's."""
    liked: Flags
    windows: Ints
    """Rows of one list and one window, from 1, stand in random order among themselves; those of window 0 by
    rank."""

    def only(self, chosen: Flags) -> "Showings":
        """Return the rows where `chosen`, of shape (rows,), is true."""
        return Showings(*(getattr(self, part.name)[chosen] for part in fields(self)))
