"""What learning is worth: people with learnt weights beside those who keep the shipped ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 10
"""Counts below it are withheld: they could tell of single people."""
_Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Counted:
    """How much one person was shown, and how much of that was liked."""

    shown: int
    liked: int


@dataclass(frozen=True, slots=True)
class Share:
    """Liked over shown in a group of people, with its standard error; people are drawn, not showings."""

    people: int
    shown: int
    liked: int
    rate: float
    error: float


@dataclass(frozen=True, slots=True)
class Uplift:
    """The shares of both groups; `gain` is served less held out, with the ends of its 95 % interval."""

    served: Share
    held_out: Share
    gain: float
    low: float
    high: float


def share(people: Sequence[Counted]) -> Share | None:
    """Return the share of a group; None when it is too small to speak of.

    The error of a ratio of two sums over people, by linearisation (Cochran 1977, section 6.4).
    """
    shown, liked = sum(one.shown for one in people), sum(one.liked for one in people)
    if len(people) < LEAST or shown == 0:
        return None
    rate = liked / shown
    off = np.array([one.liked - rate * one.shown for one in people])
    error = float(np.sqrt(len(people) / (len(people) - 1) * np.sum(off**2)) / shown)
    return Share(len(people), shown, liked, rate, error)


def uplift(served: Sequence[Counted], held_out: Sequence[Counted]) -> Uplift | None:
    """Compare the groups; None while one of them is too small."""
    one, other = share(served), share(held_out)
    if one is None or other is None:
        return None
    gain, error = one.rate - other.rate, float(np.hypot(one.error, other.error))
    return Uplift(one, other, gain, gain - _Z95 * error, gain + _Z95 * error)
