"""A list in YAML that breaks somewhere, item by item: one that is malformed costs no other."""

import json
import re
from itertools import islice
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.wire.parsed import MAX_ITEMS
from services.events.ingest.parse.wire.yaml_text import Yaml, read_yaml

_ITEM: Final = re.compile(r"^( {0,12})-[ \t]", re.MULTILINE)
_UNQUOTED: Final = re.compile(
    r"^(?P<key>[ \t]*(?:-[ \t]+)?[\w-][\w -]{0,40}:[ \t]+)"
    r"(?P<value>(?:[@%`]|[^\s'\"\[{|>&*!#][^\n]{0,500}?:[ \t])[^\n]{0,1000}?)(?:[ \t]+#[^\n]*)?[ \t]*$",
    re.MULTILINE,
)
"""A text that needs quotes and has none: `title: Burp: an overview`."""
_LONGEST: Final = 20_000


def items_apart(text: str) -> tuple[list[Yaml], list[Rejected]]:
    """Return the items of the outermost list, each read by itself, and those that cannot be read."""
    first = _ITEM.search(text)
    if first is None:
        return [], []
    starts = [found.start() for found in _ITEM.finditer(text) if found[1] == first[1]][: MAX_ITEMS + 1]
    items: list[Yaml] = []
    broken: list[Rejected] = []
    for start, end in zip(starts, [*islice(starts, 1, None), len(text)], strict=True):
        item = text[start:end]
        read = _read(item)
        if read is None and len(item) <= _LONGEST:
            read = _read(_UNQUOTED.sub(_quoted, item))
        if read is not None:
            items += read
        else:
            broken.append(Rejected("malformed_item", f"line {text.count(chr(10), 0, start) + 1}"))
    return items, broken


def _read(item: str) -> list[Yaml] | None:
    documents, stopped = read_yaml(item)
    read = documents[0] if stopped is None and len(documents) == 1 else None
    return read if isinstance(read, list) else None


def _quoted(found: re.Match[str]) -> str:
    return found["key"] + json.dumps(found["value"], ensure_ascii=False)
