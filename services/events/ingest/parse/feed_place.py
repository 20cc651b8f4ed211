"""Where an event is, out of the one sentence shape that agenda feeds use: `Name @ City (Country) - date`."""

import re
from typing import Final

_AT_PLACE: Final = re.compile(r" @ (?P<place>[^@\n<>]{2,120}?) - (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")


def place_in_text(title: str | None, text: str | None) -> str | None:
    """Return the free-text place, None when the text is not of that shape."""
    found = _AT_PLACE.search((text or "").removeprefix(title or "")[:500])
    return found["place"].strip() if found else None
