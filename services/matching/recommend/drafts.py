"""What a use case decided to show, before it has an id."""

from dataclasses import dataclass
from typing import Literal

from services.matching.recommend.parameters import ListNumbers
from shared.contracts.people import PersonCard, Reason

Strength = Literal["strong", "good", "worth_a_try"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One person to show; `event_id` is None outside any event; `score` in [0, 1] is never shown."""

    card: PersonCard
    event_id: str | None
    score: float
    strength: Strength
    reasons: tuple[Reason, ...]
    opener: str | None


def strength_of(mutual: float, numbers: ListNumbers) -> Strength:
    """Return the band of a mutual chance."""
    if mutual >= numbers.strong:
        return "strong"
    return "good" if mutual >= numbers.good else "worth_a_try"
