"""The years that days without one can be of: those about the year of the page, by its own word.

A weekday tells them apart: of three years that follow one another a day is it in one at most. Where the
page is old, so are the years.
"""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.parse.wire.dom import words_of

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MADE: Final = re.compile(
    r"(?:©|&copy;|\(c\)|copyright)[^<\d]{0,40}(?:20\d\d\s{0,3}[-–]\s{0,3})?(20[0-4]\d)(?!\d)"
    r"|/(20[0-4]\d)/(?:0[1-9]|1[0-2])/|(?<!\d)(20[0-4]\d)-(?:0[1-9]|1[0-2])-\d\d",
    re.IGNORECASE,
)
"""Where a page names its year: in its notice of copyright, the folder of a picture, a date in digits."""
_LONGEST: Final = 1_000_000
"""Characters of the page that are looked through."""


def years_of_page(tree: LexborHTMLParser) -> tuple[int, ...]:
    """Return the one year of the title, else the newest that the page names as its own and those about it."""
    title = tree.css_first("title")
    named = set(_YEAR.findall(words_of(title))) if title else set()
    if len(named) == 1:
        return (int(named.pop()),)
    made = [int(found[1] or found[2] or found[3]) for found in _MADE.finditer((tree.html or "")[:_LONGEST])]
    return (max(made), max(made) + 1, max(made) - 1) if made else ()
