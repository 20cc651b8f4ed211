"""How many parts a document may have: told from its bytes alone, before a parser spends memory on them.

A byte of markup can cost a parser hundreds of bytes and a microsecond. Ten megabytes of text are read; ten
megabytes of brackets are not.
"""

import re
from collections.abc import Mapping
from typing import Final

from services.events.ingest.parse.wire.detect import Found
from shared.text.page_tree import opens_too_many

_LONG_TAG: Final = re.compile(rb"<[A-Za-z][^<>]{8000,}")
_MOST_ATTRIBUTES: Final = 1000
_MARKUP: Final = {b"<": 100_000, b"&": 600_000}
MOST: Final[Mapping[Found, Mapping[bytes, int]]] = {
    Found.ICALENDAR: {b"\n": 400_000, b"\r": 400_000},
    Found.FEED: {b"<": 400_000, b">": 800_000, b"&": 600_000},
    Found.HTML: _MARKUP,
    Found.XML: {b"<": 600_000},
    Found.TEXT: {b"\n": 150_000},
}
"""Several times what the largest documents seen have."""


def has_too_many_parts(found: Found, body: bytes) -> bool:
    """Tell whether a document of this kind has more lines, tags or entities than is read."""
    too_many = any(body.count(mark) > most for mark, most in MOST.get(found, {}).items())
    if too_many or found is Found.HTML:
        return too_many or opens_too_many(body.decode("latin-1"))
    return found in {Found.FEED, Found.XML} and _has_a_tag_of_many(body)


def _has_a_tag_of_many(body: bytes) -> bool:
    """Tell whether one tag has thousands of attributes, each of which is compared with all others."""
    return any(tag[0].count(b"=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(body))
