"""Where an event is by the words of an entry: a line that says so, or the sentence of agenda feeds.

That is `Name @ City (Country) - date`.
"""

import re
from typing import Final

_AT_PLACE: Final = re.compile(r" @ (?P<place>[^@\n<>]{2,120}?) - (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")


_LABELLED: Final = re.compile(
    r"^[ \t]*(?:where|location|venue|place|ort|lieu|lugar|luogo|plaats)[ \t]*:[ \t]*(\S[^\n]{1,300})$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST: Final = 5000


def labelled_place(text: str) -> str | None:
    """Return what a line of its own names as the place, `Location: Town Hall, Berlin`."""
    found = _LABELLED.search(text[:_LONGEST])
    return found[1].strip() if found else None


def place_in_text(title: str | None, text: str | None) -> str | None:
    """Return the free-text place, None when the text is not of that shape."""
    found = _AT_PLACE.search((text or "").removeprefix(title or "")[:500])
    return found["place"].strip() if found else None
