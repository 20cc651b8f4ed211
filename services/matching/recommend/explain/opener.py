"""A question to open a conversation with, made of the other's own visible words."""

from collections.abc import Mapping, Sequence

from shared.contracts.people import Reason

_THEM = "them."
_OWN_WORDS = ("needs", "offers", "headline")
"""What people write themselves: a question about it fits nobody else, one about a topic fits many."""


def opener(asked: Mapping[str, str], reasons: Sequence[Reason]) -> str | None:
    """Return a question about what connects the two if they wrote of it, else about what they wrote first.

    `asked` has a question by the path of each thing they show. A topic is asked about where they show no
    words of their own; None where they show nothing to ask about.
    """
    named = [path for path in _theirs(reasons) if path in asked]
    for path in (*named, *asked):
        if path.startswith(_OWN_WORDS):
            return asked[path]
    first = named[0] if named else next(iter(asked), None)
    return None if first is None else asked[first]


def _theirs(reasons: Sequence[Reason]) -> list[str]:
    return [path[len(_THEM) :] for reason in reasons for path in reason.evidence if path.startswith(_THEM)]
