"""Which people keep the shipped numbers, and whose list of a week is in random order: by a keyed hash."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import blake2b
from itertools import pairwise

from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.parameters import LearnNumbers, Parameters

_WHOLE = 2**64


class Arm(StrEnum):
    """How a list came about.

    `SHUFFLED`: all places that attention is shared over are in random order; `GROUPED`: each group of them
    by itself, so that a letter or a page holds whom it would hold.
    """

    SERVED = "served"
    SHUFFLED = "shuffled"
    GROUPED = "grouped"
    HELD_OUT = "held_out"

    @property
    def is_random(self) -> bool:
        """Whether chance orders the list, or groups of it: its reader is told so."""
        return self in {Arm.SHUFFLED, Arm.GROUPED}


def arm_of(person_id: str, draw: Draw, numbers: LearnNumbers, *, tried: bool = False) -> Arm:
    """Return the arm of a person's lists in this ISO week; who is held out is so for good.

    Where a dial is `tried` for one list, its order shows what the dial does and is never random.
    """
    if held_out(person_id, draw.key, numbers):
        return Arm.HELD_OUT
    if tried:
        return Arm.SERVED
    drawn = _draw(draw.key, "shuffled", f"{person_id}/{draw.week}")
    if drawn < numbers.shuffled:
        return Arm.SHUFFLED
    return Arm.GROUPED if drawn < numbers.shuffled + numbers.grouped else Arm.SERVED


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


def windows(arm: Arm, listed: Sequence[int]) -> tuple[range, ...]:
    """Return the places, from 0, that are in random order among themselves in the lists of an arm.

    `listed` are the lengths of beginnings of a list over which attention is shared.
    """
    if arm is Arm.SHUFFLED:
        return (range(listed[-1]),)
    return tuple(range(*ends) for ends in pairwise((0, *listed))) if arm is Arm.GROUPED else ()


def in_order(
    order: Sequence[str], arm: Arm, person_id: str, draw: Draw, listed: Sequence[int]
) -> tuple[str, ...]:
    """Return a list as its arm has it: some places in an order that says nothing, the same all week."""
    found = list(order)
    for window in windows(arm, listed):
        some = slice(window.start, window.stop)
        found[some] = sorted(
            found[some], key=lambda other: _draw(draw.key, "place", f"{person_id}/{draw.week}/{other}")
        )
    return tuple(found)


def _draw(key: bytes, what: str, whom: str) -> float:
    """Return a number in [0, 1), always the same for the same words."""
    digest = blake2b(f"{what}/{whom}".encode(), key=key, digest_size=8).digest()
    return int.from_bytes(digest) / _WHOLE
