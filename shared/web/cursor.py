"""Opaque cursors: where a list goes on, as base64url of a small JSON object."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import orjson

from shared.kernel.errors import AppError, Kind

MAX_CHARS = 2000


def encode_cursor(position: dict[str, Any]) -> str:
    """Write a position as text that is safe in a URL."""
    return urlsafe_b64encode(orjson.dumps(position)).rstrip(b"=").decode()


def decode_cursor(cursor: str) -> dict[str, Any]:
    """Read a position back.

    Raises:
        AppError: `bad_cursor`. The text proves nothing of its origin, so its values need checking.
    """
    if len(cursor) > MAX_CHARS:
        raise _bad()
    try:
        position = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise _bad() from error
    if not isinstance(position, dict):
        raise _bad()
    return position


def _bad() -> AppError:
    detail = "This cursor was not made by us, or was cut; start again from the first page."
    return AppError("bad_cursor", Kind.INVALID, detail)
