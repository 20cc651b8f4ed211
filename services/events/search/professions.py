"""The field of a profession by its name: therapists and therapy, a statistician and statistics."""

from typing import Final

_FIELD_OF: Final = {
    "ologist": "ology",
    "therapist": "therapy",
    "grapher": "graphy",
    "iatrist": "iatry",
    "onomer": "onomy",
    "onomist": "onomy",
    "ician": "ics",
    "writer": "writing",
    "keeper": "keeping",
}
"""Endings that stems keep apart. Of most professions the stem is that of what they do, as of a farmer."""
_SHORTEST: Final = 3
"""Letters before an ending."""
_OTHERWISE: Final = frozenset({"physician"})


def field_of(word: str) -> str | None:
    """Return what one of a profession does; None of other words."""
    one = word.removesuffix("s")
    ending = next((it for it in _FIELD_OF if one.endswith(it) and len(one) >= len(it) + _SHORTEST), None)
    known = ending and one.isalpha() and one not in _OTHERWISE
    return one.removesuffix(ending) + _FIELD_OF[ending] if ending and known else None
