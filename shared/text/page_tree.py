"""The elements of a page, unless it opens so many at once that the parser would walk for minutes."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

MOST_OPEN: Final = 1000
_TAG: Final = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|t[dhr]|track|wbr)\b)[a-z]",
    re.IGNORECASE | re.ASCII,
)
"""Tags but those that are left open as a rule."""


def page_tree(page: str) -> LexborHTMLParser:
    """Return the elements of a page or a piece of one; of what opens too many at once, an empty page.

    Raises MemoryError when there is no room for them.
    """
    try:
        return LexborHTMLParser("" if opens_too_many(page) else page)
    except SelectolaxError as error:
        raise MemoryError from error


def opens_too_many(page: str) -> bool:
    """Tell whether thousands of elements are open at once: at each tag the parser asks all of them."""
    is_open = 0
    for tag in _TAG.finditer(page):
        is_open = max(is_open - 1, 0) if tag[1] else is_open + 1
        if is_open > MOST_OPEN:
            return True
    return False
