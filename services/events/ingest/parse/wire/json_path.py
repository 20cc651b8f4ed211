"""Looking deep into JSON of unknown shape: a step that is not there gives None, never an exception."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.wire.json_text import Json, number_of, rows_of, text_of

Node: TypeAlias = "dict[str, Json]"
Record: TypeAlias = "RawListing | Rejected"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_S: Final = 4_102_444_800
"""The year 2100."""


def at(node: Json, *path: str | int) -> Json:
    """Return the value at the path of keys and positions, None where a step is missing."""
    for step in path:
        if isinstance(step, str) and isinstance(node, dict):
            node = node.get(step)
        elif isinstance(step, int) and isinstance(node, list) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def text_at(node: Json, *path: str | int) -> str | None:
    """Return the scalar at the path as trimmed text."""
    return text_of(at(node, *path))


def first_text(node: Json, *keys: str) -> str | None:
    """Return the first of the keys that holds text."""
    return next((found for key in keys if (found := text_at(node, key))), None)


def number_at(node: Json, *path: str | int) -> float | None:
    """Return the finite number at the path, also when written as text."""
    return number_of(at(node, *path))


def nodes_at(node: Json, *path: str | int) -> list[Node]:
    """Return the objects at the path; a single one counts as a list of one."""
    return [row for row in rows_of(at(node, *path)) if isinstance(row, dict)]


def texts_at(node: Json, *path: str | int, name: str = "name") -> tuple[str, ...]:
    """Return the words of a list of texts or of objects with a name, at most 20."""
    rows = rows_of(at(node, *path))[:20]
    found = (text_at(row, name) if isinstance(row, dict) else text_of(row) for row in rows)
    return tuple(text for text in found if text)


def joined(*parts: str | None) -> str | None:
    """Return the parts that are there as one line, `Hall 2, Main Street 1`; each once."""
    return ", ".join(dict.fromkeys(part for part in parts if part)) or None


def epoch_text(value: Json, *, per_second: int = 1) -> str | None:
    """Write a count of seconds (or of 1/`per_second` s) since 1970 as an instant in UTC, ISO 8601."""
    count = number_of(value)
    if count is None or not 0 < count / per_second < _LATEST_S:
        return None
    return (_EPOCH + timedelta(seconds=int(count / per_second))).strftime("%Y-%m-%dT%H:%M:%SZ")


def records(rows: Json, path: str, read: Callable[[Node, str], Record]) -> Iterator[Record]:
    """Read each object of a list, under the path that reports name it by; anything else is malformed."""
    for index, row in enumerate(rows_of(rows)):
        where = f"{path}[{index}]"
        yield read(row, where) if isinstance(row, dict) else Rejected("malformed_item", where)


def has_rows(rows: Json, *keys: str) -> bool:
    """Tell whether any of the first rows is an object with all of the keys."""
    return isinstance(rows, list) and any(
        isinstance(row, dict) and set(keys) <= row.keys() for row in rows[:5]
    )
