"""Which people keep the shipped numbers, and whose list of a week is in random order: by a keyed hash."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from services.matching.recommend.parameters import LearnNumbers, Parameters

_WHOLE = 2**64


class Arm(StrEnum):
    """How a list came about."""

    SERVED = "served"
    SHUFFLED = "shuffled"
    HELD_OUT = "held_out"


def arm_of(person_id: str, now: datetime, key: bytes, numbers: LearnNumbers) -> Arm:
    """Return the arm of a person's lists in this ISO week; who is held out is so for good."""
    if held_out(person_id, key, numbers):
        return Arm.HELD_OUT
    year, week, _ = now.isocalendar()
    shuffled = _draw(key, "shuffled", f"{person_id}/{year}/{week}") < numbers.shuffled
    return Arm.SHUFFLED if shuffled else Arm.SERVED


def held_out(person_id: str, key: bytes, numbers: LearnNumbers) -> bool:
    """Tell whether a person keeps the numbers that ship, whatever is learnt."""
    return _draw(key, "held out", person_id) < numbers.held_out


def by_numbers(
    ids: Iterable[str], shipped: Parameters, learnt: Parameters, key: bytes
) -> dict[str, tuple[Parameters, frozenset[str]]]:
    """Return, by model version, the numbers and the people that they serve."""
    everyone = frozenset(ids)
    aside = frozenset(one for one in everyone if held_out(one, key, shipped.learn))
    if learnt.model_version == shipped.model_version or not aside:
        return {learnt.model_version: (learnt, everyone)}
    parts = {shipped.model_version: (shipped, aside), learnt.model_version: (learnt, everyone - aside)}
    return {version: part for version, part in parts.items() if part[1]}


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
