"""JSON of unknown shape, read without trust: bounded in depth, and looked into without surprises."""

import re
from typing import Final, TypeAlias

import orjson

MAX_VALUES: Final = 400_000
"""Ten megabytes of brackets would take half a gigabyte."""
_MOST_MEMORY: Final = 130_000_000
_PER_BYTE: Final = 12
_PER_VALUE: Final = 100
"""What the parser takes: it ends the process, and not the document, where there is no more to be had."""

_MOST_QUOTES: Final = 200_000
_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
"""A text, or the rest where it never ends: no sign is looked at twice."""

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class TooManyValuesError(ValueError):
    """The text has more commas and brackets than any document that is read."""


def load_json(body: bytes | str) -> Json:
    """Parse one JSON document.

    Raises ValueError when it is not one, or nests deeper than 1,024; `TooManyValuesError` when it could hold
    more values than are read, or take more memory than a document may.
    """
    text = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
    if _is_too_much(len(text), text) and not _is_mostly_text(text):
        raise TooManyValuesError("too many values")
    loaded: Json = orjson.loads(body)
    return loaded


def _is_too_much(size: int, marks: bytes) -> bool:
    values = sum(map(marks.count, (b",", b"[", b"{")))
    return values > MAX_VALUES or size * _PER_BYTE + values * _PER_VALUE > _MOST_MEMORY


def _is_mostly_text(text: bytes) -> bool:
    """Tell whether it is signs within texts that were counted; only a few texts can be taken out to see."""
    few = text.count(b'"') <= _MOST_QUOTES
    return few and not _is_too_much(len(text), _STRING.sub(b'""', text))


def text_of(value: Json) -> str | None:
    """Return a scalar as trimmed text; None for anything else and for an empty string."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def flag_of(value: Json) -> bool | None:
    """Return a boolean, also when written as the word; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def number_of(value: Json) -> float | None:
    """Return a finite number, also when written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def rows_of(value: Json) -> list[Json]:
    """Return the value as a list: itself, or wrapped when it is a single value, or empty for None."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
