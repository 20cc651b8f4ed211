"""JSON as publishers write it into pages by hand or by template, mended step by step until it is JSON."""

import html
import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.wire.json_text import Json, load_json

_WRAPPERS: Final = re.compile(
    r"^(?:\s*/\*.{0,2000}?\*/)*\s*(?://\s*)?(?:<!\[CDATA\[|<!--)?|(?://\s*)?(?:\]\]>|-->)\s*(?:;\s*)?$",
    re.DOTALL,
)
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_NO_ESCAPE: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\(?![\"\\/bfnrtu])")
_QUOTE: Final = re.compile(r'(?<!\\)"')
_LONGEST_MENDED: Final = 1024 * 1024
"""Each step makes the text anew, and nobody writes so much by hand."""
_NEAR: Final = 20
"""Characters beside a quote in which the sign that makes it one of JSON's stands."""


def load_tolerantly(block: str) -> Json:
    """Parse a block: bare line feeds, CDATA and comment wrappers, entities, stray commas, escapes and quotes.

    Raises ValueError when no reading of it is JSON.
    """
    for reading in _readings(block):
        try:
            return load_json(reading)
        except ValueError:
            continue
    raise ValueError("no reading of the block is JSON")


def _readings(block: str) -> Iterator[str]:
    yield block
    if len(block) > _LONGEST_MENDED:
        return
    bare = _WRAPPERS.sub("", block).strip()
    yield bare
    cleaned = _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", bare))
    yield cleaned
    yield html.unescape(cleaned)
    yield _several(cleaned)
    escaped = _NO_ESCAPE.sub(r"\1", cleaned)
    yield escaped
    yield _QUOTE.sub(_inner, escaped)


def _inner(quote: re.Match[str]) -> str:
    """Escape a quote that stands within a text: no sign of JSON is before or after it."""
    text, place = quote.string, quote.start()
    before, after = (
        text[max(0, place - _NEAR) : place].rstrip()[-1:],
        text[place + 1 : place + _NEAR].lstrip()[:1],
    )
    return '"' if before in tuple("[{:,") or after in tuple(",:}]") else '\\"'


def _several(text: str) -> str:
    """Make one array of documents that were set one after another."""
    return "[" + re.sub(r"\}\s*(?=\{)", "},", text.rstrip("; ")) + "]"
