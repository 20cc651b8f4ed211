"""Which people keep the shipped numbers, and whose list of a week is in random order: by a keyed hash."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from services.matching.recommend.parameters import LearnNumbers

_WHOLE = 2**64


class Arm(StrEnum):
    """How a list came about."""

    SERVED = "served"
    SHUFFLED = "shuffled"
    HELD_OUT = "held_out"


def arm_of(person_id: str, now: datetime, key: bytes, numbers: LearnNumbers) -> Arm:
    """Return the arm of a person's lists in this ISO week; who is held out is so for good."""
    if _draw(key, "held out", person_id) < numbers.held_out:
        return Arm.HELD_OUT
    year, week, _ = now.isocalendar()
    shuffled = _draw(key, "shuffled", f"{person_id}/{year}/{week}") < numbers.shuffled
    return Arm.SHUFFLED if shuffled else Arm.SERVED


def in_order(
    order: Sequence[str], arm: Arm, person_id: str, now: datetime, key: bytes, numbers: LearnNumbers
) -> tuple[str, ...]:
    """Return a list as its arm has it: its first places in an order that says nothing, the same all week."""
    if arm is not Arm.SHUFFLED:
        return tuple(order)
    year, week, _ = now.isocalendar()
    first = order[: numbers.shuffled_places]
    mixed = sorted(first, key=lambda other: _draw(key, "place", f"{person_id}/{year}/{week}/{other}"))
    return (*mixed, *order[numbers.shuffled_places :])


def _draw(key: bytes, what: str, whom: str) -> float:
    """Return a number in [0, 1), always the same for the same words."""
    digest = blake2b(f"{what}/{whom}".encode(), key=key, digest_size=8).digest()
    return int.from_bytes(digest) / _WHOLE
