"""The data that a page hands to its own program: scripts of JSON, and `window.__STATE__ = {…};`.

What such data names elsewhere in it (`{"__ref": "Venue:9"}`, as Apollo keeps it) is put in its place.
"""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.parse.wire.json_path import Node
from services.events.ingest.parse.wire.json_text import Json, load_json

_DATA: Final = "script[type='application/json']"
_MOST: Final = 5
_MOST_SCRIPTS: Final = 50
_ASSIGNED: Final = re.compile(
    r"\s*(?:window|self|globalThis|var|let|const)[.\s]\s*[\w$.]{1,60}\s*=\s*(?=[{\[])"
)
_END: Final = re.compile(r"[}\]]\s*;\s*(?:\n|\(|window\.|var |\Z)")
_REF: Final = "__ref"
_DEEPEST: Final = 24
_LONGEST: Final = 2_000_000
"""Characters of one document; what a program needs to show a page is less."""
_MOST_KNOWN: Final = 20_000


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
        yield _with_named(document, _known(document))


def _assigned(text: str) -> str | None:
    """Return the value that a script begins with assigning, up to the first place where it can end."""
    begin = _ASSIGNED.match(text)
    end = _END.search(text, begin.end()) if begin else None
    return text[begin.end() : end.start() + 1] if begin and end else None


def _known(document: Json) -> dict[str, Node]:
    """Return the records of a cache by their names: a mapping of `Type:id` to records of that type."""
    waiting, known = [(document, 0)], dict[str, Node]()
    while waiting and len(known) < _MOST_KNOWN:
        node, depth = waiting.pop()
        if not isinstance(node, dict) or depth > _DEEPEST:
            continue
        for name, held in node.items():
            if ":" in name and isinstance(held, dict) and "__typename" in held:
                known[name] = held
            else:
                waiting.append((held, depth + 1))
    return known


def _with_named(node: Json, known: dict[str, Node], depth: int = 0) -> Json:
    """Return the document with each record in the place of its name, and a cache as lists by type."""
    if not known or depth > _DEEPEST:
        return node
    if isinstance(node, list):
        return [_with_named(item, known, depth + 1) for item in node]
    if not isinstance(node, dict):
        return node
    name = node.get(_REF)
    if isinstance(name, str) and len(node) == 1:
        return known.get(name, node)
    plain = {key: _with_named(held, known, depth + 1) for key, held in node.items()}
    return _in_lists(plain, known) if not known.keys().isdisjoint(plain) else plain


def _in_lists(cache: Node, known: dict[str, Node]) -> Json:
    lists: dict[str, list[Json]] = {}
    for name in [name for name in cache if name in known]:
        lists.setdefault(name.partition(":")[0], []).append(cache[name])
    return {name: held for name, held in cache.items() if name not in known} | lists
