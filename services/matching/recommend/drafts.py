"""What a use case decided to show, before it has an id."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from services.matching.recommend.arms import Arm
from services.matching.recommend.diversify.diversify import Place
from services.matching.recommend.parameters import ListNumbers
from services.matching.recommend.score.inputs import Inputs
from shared.contracts.people import PersonCard, Reason

SAME_EVENT = "same_event"
"""The kind of a reason that holds for everyone in a roster."""

THEIR_EVENT = "their_event"
"""The kind of a reason that tells where somebody goes, and nothing of whether the two fit."""

_TELLS_NOTHING = frozenset({SAME_EVENT, THEIR_EVENT})

Strength = Literal["strong", "good", "worth_a_try"]


class Draft(NamedTuple):
    """One person to show; `event_id` is None outside any event; `score` in [0, 1] is never shown.

    `arm` and `inputs` are kept to learn from; no inputs where the person was shown this week already.
    """

    card: PersonCard
    event_id: str | None
    score: float
    place: Place
    strength: Strength
    reasons: tuple[Reason, ...]
    opener: str | None
    arm: Arm = Arm.SERVED
    inputs: Inputs | None = None


def strength_of(mutual: float, reasons: Sequence[Reason], numbers: ListNumbers) -> Strength:
    """Return the band of a mutual chance; the lowest where nothing visible speaks for it.

    Else a high band without a reason would tell that hidden fields fit.
    """
    if not tells(reasons):
        return "worth_a_try"
    if mutual >= numbers.strong:
        return "strong"
    return "good" if mutual >= numbers.good else "worth_a_try"


def tells(reasons: Sequence[Reason]) -> bool:
    """Tell whether any reason says why these two, and not only where somebody goes."""
    for reason in reasons:  # noqa: SIM110 - for half the time of `any`, of everybody shown
        if reason.kind not in _TELLS_NOTHING:
            return True
    return False
