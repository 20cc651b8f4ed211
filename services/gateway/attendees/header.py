"""The first row of an organiser's own table: which column is which field of ours, however it is worded."""

import csv
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from io import StringIO

from services.gateway.attendees.columns import our_name

DELIMITERS = ",;\t"
_ABOUT = frozenset({
    "a", "an", "and", "any", "are", "area", "areas", "attendee", "can", "contact", "current", "delegate",
    "do", "field", "fields", "for", "guest", "i", "in", "is", "like", "main", "my", "of", "on", "or",
    "participant", "please", "primary", "s", "the", "they", "to", "what", "which", "with", "work", "would",
    "you", "your",
})  # fmt: skip
"""Words that tell of whom a column is, or ask for it; not which field it is."""
_ELSE = {"role": "groups"}
"""What a column means where another tells what it would mean alone: a role beside a job title."""
_REST = frozenset({"name", "naam", "nome"})
"""What a column of last names is called beside one of first names: `Vorname;Name`."""
_NEVER_TWICE = frozenset({"email"})


def delimiter_of(text: str) -> str:
    """Return what parts the values of a table, told from its first line."""
    return max(DELIMITERS, key=text.partition("\n")[0].count)


def fields_of(header: Sequence[str], ours: Mapping[str, str], known: AbstractSet[str]) -> list[str]:
    """Return our field of each column, empty for one that we have no use for.

    What is called as we call it comes first; of several that mean one field the first counts. Two
    columns of addresses are both returned: which of them is meant is for the organiser to say.
    """
    exact = [name if name in known else "" for name in _called(header, ours)]
    taken = {name for name in exact if name}
    fields: list[str] = []
    for column, name in zip(header, exact, strict=True):
        field = name or _nearest(column, ours, known - taken)
        again = field in fields and field not in _NEVER_TWICE
        fields.append("" if again else field)
    if "first_name" in fields and "last_name" not in fields:
        return [
            "last_name" if field == "display_name" and our_name(column, {}) in _REST else field
            for column, field in zip(header, fields, strict=True)
        ]
    return fields


def left_out(text: str, ours: Mapping[str, str], known: AbstractSet[str]) -> list[str]:
    """Return the columns of a table that are not used, as they are called there."""
    header = next(csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text)), [])
    fields = fields_of(header, ours, known)
    return [
        column.strip() for column, field in zip(header, fields, strict=True) if column.strip() and not field
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
    words = [word for word in our_name(column, {}).split("_") if word not in _ABOUT]
    together = our_name(" ".join(words), ours)
    each = {our_name(word, ours) for word in words}
    field = together if together in known else each.pop() if len(each) == 1 else ""
    return field if field in known else ""
