"""The data that a page hands to its own program: scripts of JSON, and `window.__STATE__ = {…};`."""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.parse.wire.json_text import Json, load_json

_DATA: Final = "script[type='application/json']"
_MOST: Final = 5
_MOST_SCRIPTS: Final = 50
_ASSIGNED: Final = re.compile(
    r"\s*(?:window|self|globalThis|var|let|const)[.\s]\s*[\w$.]{1,60}\s*=\s*(?=[{\[])"
)
_END: Final = re.compile(r"[}\]]\s*;\s*(?:\n|\(|window\.|var |\Z)")
_LONGEST: Final = 2_000_000
"""Characters of one document; what a program needs to show a page is less."""


def data_of_page(tree: LexborHTMLParser) -> Iterator[Json]:
    """Yield the documents that are JSON, five of each kind at most."""
    texts = [data.text(deep=True) for data in tree.css(_DATA)[:_MOST]]
    plain = [script.text(deep=True) for script in tree.css("script:not([type]), script[type*=javascript]")]
    assigned = [part for text in plain[:_MOST_SCRIPTS] if (part := _assigned(text))]
    for text in (*texts, *assigned[:_MOST]):
        try:
            document = load_json(text) if len(text) <= _LONGEST else None
            if isinstance(document, str):
                document = load_json(document)  # JSON within a text of JSON
        except ValueError:
            continue
        yield document


def _assigned(text: str) -> str | None:
    """Return the value that a script begins with assigning, up to the first place where it can end."""
    begin = _ASSIGNED.match(text)
    end = _END.search(text, begin.end()) if begin else None
    return text[begin.end() : end.start() + 1] if begin and end else None
