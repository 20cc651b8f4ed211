"""Answers of each platform that harm: values of wrong kinds, texts without end, events without number."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import Document, whole
from deploy.hostile.shapes import SHAPES, Json, Shape
from services.events.ingest.parse.wire.json_text import MAX_VALUES

_MOST_BYTES: Final = 9_000_000
_MOST_OF_MANY: Final = 7_400_000
"""What takes more memory in so many values is not parsed at all."""
_BAIT: Final = "<b>word &amp; [x](y) 19 May "
"""Repeated in every text: each pattern of ours finds its beginning and never its end."""
_OTHER_KINDS: Final[tuple[Json, ...]] = (
    None, True, -1, 1e308, 10**18, "", "\u0000", "\u202e" * 50, "9" * 400, "x" * 5000,
    "2027-99-99T99:99:99+99:99", [], {}, [[[[[]]]]], {"": {"": {"": {}}}}, [None, 1, "a", {}], [{"name": []}],
)  # fmt: skip
"""What stands where each text, number and list should."""


def documents() -> Iterator[Document]:
    """Yield three documents of every shape."""
    for name, shape in SHAPES.items():
        yield whole(f"{name} wrong kinds", partial(_wrong_kinds, shape))
        yield whole(f"{name} long texts", partial(_long_texts, shape))
        yield whole(f"{name} many", partial(_many, shape))


def _wrong_kinds(shape: Shape) -> bytes:
    harmed = [copy for kind in _OTHER_KINDS for copy in _each_replaced(shape.event, kind)]
    return json.dumps(shape.around([shape.event, *harmed])).encode()


def _each_replaced(node: Json, kind: Json) -> Iterator[Json]:
    """Yield the value once for each place within it, with that place taken by another kind of value."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, held in list(pairs):
        for changed in (kind, *_each_replaced(held, kind)):
            copy = dict(node) if isinstance(node, dict) else list(node)  # type: ignore[arg-type]
            copy[key] = changed  # type: ignore[call-overload, index]
            yield copy


def _long_texts(shape: Shape) -> bytes:
    """Return a good event, and one all of whose words go on and on."""
    count = json.dumps(_lengthened(shape.event, "\0")).count("\\u0000")
    text = _BAIT * (_MOST_BYTES // len(_BAIT) // max(1, count))
    return json.dumps(shape.around([shape.event, _lengthened(shape.event, text)])).encode()


def _lengthened(node: Json, text: str) -> Json:
    """Return the value with the text behind each of its texts that is no date and no mark of its kind."""
    if isinstance(node, dict):
        return {
            key: held if key in {"$type", "type", "@type", "_type"} else _lengthened(held, text)
            for key, held in node.items()
        }
    if isinstance(node, list):
        return [node[0] if place == 0 and node[:1] == ["vevent"] else _lengthened(held, text)
                for place, held in enumerate(node)]  # fmt: skip
    return node + text if isinstance(node, str) and not node[:4].isdigit() else node


def _many(shape: Shape) -> bytes:
    """Return as many events as a document of JSON may have values."""
    one = json.dumps(shape.event)
    values = sum(map(one.count, ",[{")) + 1
    count = min((MAX_VALUES - 1000) // values, _MOST_OF_MANY // len(one))
    return json.dumps(shape.around([shape.event] * count)).encode()
