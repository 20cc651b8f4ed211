"""Answers made of ready bytes, with a strong ETag over them and 304 for those who have them (RFC 9110)."""

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType

from fastapi import Request, Response

_NONE: Mapping[str, str] = MappingProxyType({})


def etag_of(body: bytes) -> str:
    """Return a strong entity tag, quotes included."""
    # half of what BLAKE2 takes where the processor knows it, and most do
    return f'"{sha256(body).hexdigest()[:32]}"'


def matches(condition: str | None, etag: str) -> bool:
    """Tell whether an `If-None-Match` field names the tag; compares weakly, as RFC 9110, 13.1.2 asks."""
    if condition is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in condition.split(",")}
    return "*" in tags or etag in tags


def bytes_answer(
    request: Request,
    body: bytes,
    media_type: str = "application/json",
    *,
    max_age_s: int = 0,
    headers: Mapping[str, str] = _NONE,
) -> Response:
    """Answer 200 with the bytes, or 304 without; `max_age_s` of 0 means private and always asked again."""
    etag = etag_of(body)
    freshness = f"public, max-age={max_age_s}" if max_age_s else "private, no-cache"
    fields = {"etag": etag, "cache-control": freshness, **headers}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=fields)
    return Response(body, media_type=media_type, headers=fields)
