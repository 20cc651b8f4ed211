"""A question to open a conversation with, made of the other's own visible words."""

from collections.abc import Sequence

from services.matching.recommend.candidates.views import Questions
from shared.contracts.people import Reason


def opener(asked: Questions, reasons: Sequence[Reason]) -> str | None:
    """Return a question about what they want if it connects the two, else about what they want first.

    Of whom wants nothing that shows, what connects the two is asked about, else the headline; None where
    they show nothing to ask about.
    """
    named: str | None = None
    for reason in reasons:
        for path in reason.evidence:
            if path in asked.wanted:
                return asked.wanted[path]
            named = named or asked.named.get(path)
    return asked.first if asked.wanted else named or asked.first
