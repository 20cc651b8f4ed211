"""Where an event is, and at what time, by the words of an entry: labelled, or the sentence of agenda feeds.

That is `Name @ City (Country) - date`.
"""

import re
from datetime import time
from typing import Final

from services.events.ingest.parse.dates.clock_words import clocks_of

_AT_PLACE: Final = re.compile(r" @ (?P<place>[^@\n<>]{2,120}?) - (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")


_LABELLED: Final = re.compile(
    r"^[ \t]*(?:(?:📍[ \t]*)?(?:where|location|venue|place|ort|lieu|lugar|luogo|plaats"
    r"|(?:活动|活動)?地[点點])[ \t]*[:：]|📍)[ \t]*([^\s:：][^\n]{1,300})$",
    re.IGNORECASE | re.MULTILINE,
)
_TIME: Final = re.compile(
    r"^[ \t]*(?:time|times|hours|uhrzeit|zeit|heure|horaire|hora|orario|tijd)[ \t]*:[ \t]*(\S[^\n]{1,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_BAR: Final = re.compile(r"[ \t]+\|[ \t]+(?=[^\W\d_]{2,12}:)")
"""What parts labelled facts on one line: `Time: 18:00 | Location: Town Hall`."""
_LONGEST: Final = 5000


def labelled_place(text: str) -> str | None:
    """Return what a line of its own names as the place, `Location: Town Hall, Berlin`."""
    found = _LABELLED.search(_BAR.sub("\n", text[:_LONGEST]))
    return found[1].strip() if found else None


def labelled_clocks(text: str) -> tuple[time | None, time | None]:
    """Return from when till when by a line of its own, `Time: 18:00 - 20:00`; None for what it does not say.

    Two such lines are a programme, of which none is the event's.
    """
    found = _TIME.findall(_BAR.sub("\n", text[:_LONGEST]))
    return clocks_of(found[0]) if len(found) == 1 else (None, None)


def place_in_text(title: str | None, text: str | None) -> str | None:
    """Return the free-text place, None when the text is not of that shape."""
    found = _AT_PLACE.search((text or "").removeprefix(title or "")[:500])
    return found["place"].strip() if found else None
