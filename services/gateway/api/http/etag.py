"""Around every GET of `/v1`: a strong `ETag` where the route gives none, and 304 to who has it.

What PUT and PATCH answer is the document as it is now, under the tag that a GET would give: whoever goes on
editing need not read it again.
"""

from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.conditional import etag_of, matches
from shared.web.openapi import headers

HEADER = "If-None-Match"
DOCUMENTED: dict[str, Any] = {
    "parameters": [
        {
            "name": HEADER,
            "in": "header",
            "required": False,
            "description": "The `ETag` of what I have; 304, without a body, where it is the same still.",
            "schema": {"type": "string", "maxLength": 1000},
        }
    ]
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"headers": headers("ETag")},
    304: {"description": "What I have is the same still", "headers": headers("ETag")},
}
_OK, _NOT_MODIFIED = 200, 304
_TOLD = frozenset({"GET", "PUT", "PATCH"})
_OF_THE_BODY = ("content-length", "content-type")


class EtagLayer:
    """Wraps the app; what may not be kept (`no-store`) gets none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_document = (
            scope["type"] == "http" and scope["method"] in _TOLD and scope["path"].startswith("/v1/")
        )
        await self._app(scope, receive, _Tagging(scope, send) if is_document else send)


class _Tagging:
    """The sending side: holds an answer without a tag until it is whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._had = Headers(scope=scope).get(HEADER) if scope["method"] == "GET" else None
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _wants_tag(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        headers, body = MutableHeaders(raw=start["headers"]), bytes(self._body)
        headers["etag"] = etag_of(body)
        headers.setdefault("cache-control", "private, no-cache")
        if matches(self._had, headers["etag"]):
            for name in _OF_THE_BODY:
                del headers[name]
            start, body = {**start, "status": _NOT_MODIFIED}, b""
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body, "more_body": False})


def _wants_tag(start: Message) -> bool:
    headers = Headers(raw=start.get("headers", []))
    return (
        start["status"] == _OK
        and "etag" not in headers
        and "no-store" not in headers.get("cache-control", "")
    )
