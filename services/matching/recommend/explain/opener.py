"""A question to open a conversation with, made of the other's own visible words."""

from collections.abc import Mapping, Sequence

from shared.contracts.people import Reason

_THEM = "them."
_SAID = ("needs", "offers")
"""What people say that they want of others: a question about it fits nobody else."""


def opener(asked: Mapping[str, str], reasons: Sequence[Reason]) -> str | None:
    """Return a question about what they want if it connects the two, else about what they want first.

    `asked` has a question by the path of each thing they show. Of whom wants nothing that shows, what
    connects the two is asked about, else the headline; None where they show nothing to ask about.
    """
    named: str | None = None
    for reason in reasons:
        for path in reason.evidence:
            theirs = path[len(_THEM) :]
            if theirs in asked and path.startswith(_THEM):
                if theirs.startswith(_SAID):
                    return asked[theirs]
                named = named or theirs
    said = next((path for path in asked if path.startswith(_SAID)), None)
    first = said or named or ("headline" if "headline" in asked else next(iter(asked), None))
    return None if first is None else asked[first]
