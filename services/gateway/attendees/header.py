"""The row of an organiser's own table that names its columns, each as a field of ours, however worded."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from services.gateway.attendees.columns import our_name

_ABOUT = frozenset({
    "a", "an", "and", "any", "are", "area", "areas", "attendee", "can", "contact", "current", "d", "de",
    "del", "delegate", "der", "do", "du", "field", "fields", "for", "guest", "i", "in", "is", "l", "la",
    "le", "like", "main", "my", "of", "on", "or", "participant", "please", "primary", "s", "the", "they",
    "to", "what", "which", "with", "work", "would", "you", "your",
})  # fmt: skip
"""Words that tell of whom a column is, or ask for it; not which field it is."""
_ASIDE = re.compile(r"\([^)]*\)")
"""How to answer, such as `(tick all that apply)`."""
_LONGEST_ASKED = 300
_ELSE = {"role": "groups"}
"""What a column means where another tells what it would mean alone: a role beside a job title."""
_REST = frozenset({"name", "naam", "nome"})
"""What a column of last names is called beside one of first names: `Vorname;Name`."""
_NEVER_TWICE = frozenset({"email"})
_WHOSE = frozenset({"attendee", "delegate", "guest", "participant", "teilnehmer", "ticket"})
"""Of several addresses that of who comes counts, not that of who ordered."""


def fields_of(header: Sequence[str], ours: Mapping[str, str], known: AbstractSet[str]) -> list[str]:
    """Return our field of each column, empty for one that we have no use for.

    What is called as we call it comes first; of several that mean one field the first counts. Of columns
    of addresses that of the attendee counts; where none says whose it is, all are returned: which of them
    is meant is for the organiser to say.
    """
    exact = [name if name in known else "" for name in _called(header, ours)]
    taken = {name for name in exact if name}
    fields: list[str] = []
    for column, name in zip(header, exact, strict=True):
        field = name or _nearest(column, ours, known - taken)
        again = field in fields and field not in _NEVER_TWICE
        fields.append("" if again else field)
    fields = _of_attendees(header, fields)
    if "first_name" in fields and "last_name" not in fields:
        return [
            "last_name" if field == "display_name" and our_name(column, {}) in _REST else field
            for column, field in zip(header, fields, strict=True)
        ]
    return fields


def _of_attendees(header: Sequence[str], fields: Sequence[str]) -> list[str]:
    theirs = [
        place
        for place, field in enumerate(fields)
        if field in _NEVER_TWICE and _WHOSE.intersection(our_name(header[place], {}).split("_"))
    ]
    if len(theirs) != 1:
        return list(fields)
    return [
        "" if field in _NEVER_TWICE and place != theirs[0] else field for place, field in enumerate(fields)
    ]


def _called(header: Sequence[str], ours: Mapping[str, str]) -> list[str]:
    named = [our_name(column, ours) for column in header]
    free = [_ELSE.get(our_name(column, {}), "") for column in header]
    return [
        other if other and other not in named and named.count(name) > 1 else name
        for name, other in zip(named, free, strict=True)
    ]


def _nearest(column: str, ours: Mapping[str, str], known: AbstractSet[str]) -> str:
    """Return the one field that all telling words of a column mean, together or each."""
    asked = _ASIDE.sub("", column[:_LONGEST_ASKED])
    words = [word for word in our_name(asked, {}).split("_") if word not in _ABOUT]
    together = our_name(" ".join(words), ours)
    each = {our_name(word, ours) for word in words}
    field = together if together in known else each.pop() if len(each) == 1 else ""
    return field if field in known else ""
