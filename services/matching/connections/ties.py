"""How strong a tie is, from what passed between two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shared.contracts.network.connections import TieState

ContactKind = Literal["met", "call", "introduced", "message"]
WEIGHTS: dict[ContactKind, float] = {"met": 1.0, "call": 0.8, "introduced": 0.6, "message": 0.4}
HALF_LIFE_DAYS = 90
NEW_FOR = timedelta(days=30)
DORMANT_AFTER = timedelta(days=3 * 365)
"""Ties of old that slept for three years are worth waking (Levin, Walter and Murnighan 2011)."""
WARM = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """One time two people were in touch; of one day, the later one has the larger `id`."""

    day: date
    id: str
    kind: ContactKind


def strength(contacts: Sequence[Contact], today: date, half_life_days: int | None) -> float | None:
    """Return the sum of what passed, each halved with every half-life since: 1 for a meeting today.

    None where nothing is noted, which is no weak tie but an unknown one.
    """
    if not contacts:
        return None
    life = half_life_days or HALF_LIFE_DAYS
    return sum(WEIGHTS[one.kind] * 2 ** (-max(0, (today - one.day).days) / life) for one in contacts)


def state(contacts: Sequence[Contact], today: date, half_life_days: int | None) -> TieState:
    """Return what has become of a tie, by its last contact and its strength."""
    found = strength(contacts, today, half_life_days)
    if found is None:
        return "unknown"
    if today - min(contacts).day <= NEW_FOR:
        return "new"
    if today - max(contacts).day >= DORMANT_AFTER:
        return "dormant"
    return "warm" if found >= WARM else "cooling"
