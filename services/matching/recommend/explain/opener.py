"""A question to open a conversation with, made of the other's own visible words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from shared.contracts.people import Reason

_OWN_WORDS = ("needs", "offers", "headline")
"""What people write themselves: a question about it fits nobody else, one about a topic fits many."""


def opener(asked: Mapping[str, str], reasons: Sequence[Reason]) -> str | None:
    """Return a question about what connects the two if they wrote of it, else about what they wrote first.

    `asked` has a question by the path of each thing they show. A topic is asked about where they show no
    words of their own; None where they show nothing to ask about.
    """
    named = [path for path in _theirs(reasons) if path in asked]
    own = (path for path in chain(named, asked) if path.startswith(_OWN_WORDS))
    return next((asked[path] for path in chain(own, named, asked)), None)


def _theirs(reasons: Sequence[Reason]) -> Iterable[str]:
    return (
        path.removeprefix("them.")
        for reason in reasons
        for path in reason.evidence
        if path.startswith("them.")
    )
