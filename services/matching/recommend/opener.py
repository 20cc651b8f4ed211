"""A question to open a conversation with, made of the other's own visible words."""

from collections.abc import Sequence

from services.matching.recommend.views import View
from shared.contracts.people import Reason


def opener(them: View, reasons: Sequence[Reason]) -> str | None:
    """Return a question about what connects the two, else about what they show first, else None."""
    named = (
        path.removeprefix("them.")
        for reason in reasons
        for path in reason.evidence
        if path.startswith("them.")
    )
    asked = them.questions
    return next((asked[path] for path in named if path in asked), next(iter(asked.values()), None))
