"""A list in YAML that breaks somewhere, item by item: one that is malformed costs no other."""

import re
from itertools import islice
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.wire.parsed import MAX_ITEMS
from services.events.ingest.parse.wire.yaml_text import Yaml, read_yaml

_ITEM: Final = re.compile(r"^( {0,12})-[ \t]", re.MULTILINE)


def items_apart(text: str) -> tuple[list[Yaml], list[Rejected]]:
    """Return the items of the outermost list, each read by itself, and those that cannot be read."""
    first = _ITEM.search(text)
    if first is None:
        return [], []
    starts = [found.start() for found in _ITEM.finditer(text) if found[1] == first[1]][: MAX_ITEMS + 1]
    items: list[Yaml] = []
    broken: list[Rejected] = []
    for start, end in zip(starts, [*islice(starts, 1, None), len(text)], strict=True):
        documents, stopped = read_yaml(text[start:end])
        if stopped is None and len(documents) == 1 and isinstance(documents[0], list):
            items += documents[0]
        else:
            broken.append(Rejected("malformed_item", f"line {text.count(chr(10), 0, start) + 1}"))
    return items, broken
