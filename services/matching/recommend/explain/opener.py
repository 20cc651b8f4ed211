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
    named = [path for path in _theirs(reasons) if path in asked]
    said = [path for path in (*named, *asked) if path.startswith(_SAID)]
    headline = [path for path in asked if path == "headline"]
    first = next(iter((*said, *named, *headline, *asked)), None)
    return None if first is None else asked[first]


def _theirs(reasons: Sequence[Reason]) -> list[str]:
    return [path[len(_THEM) :] for reason in reasons for path in reason.evidence if path.startswith(_THEM)]
