"""A document's version as an entity tag (RFC 9110, section 8.8.3), and back."""

import re

from fastapi import Request, Response

from shared.kernel.errors import AppError, Kind

_TAG = re.compile(r'"(\d{1,18})"')


def tag_of(version: int) -> str:
    """Write the strong entity tag of a version."""
    return f'"{version}"'


def wanted_version(request: Request) -> int | None:
    """Read `If-Match`; None when it is absent or `*`.

    Raises:
        AppError: `version_changed` for a tag that we never gave, which cannot match.
    """
    header = request.headers.get("if-match", "*").strip()
    if header == "*":
        return None
    found = _TAG.fullmatch(header)
    if found is None:
        raise AppError("version_changed", Kind.PRECONDITION, CHANGED)
    return int(found[1])


def tagged(request: Request, body: bytes, version: int) -> Response:
    """Answer a document under its version's tag, or 304 when the reader has that version."""
    headers = {"ETag": tag_of(version), "Cache-Control": "private, no-cache"}
    if request.method == "GET" and tag_of(version) in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


CHANGED = "The document was changed meanwhile; read it again and repeat your change on the new version."
