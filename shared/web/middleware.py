"""Around every request, in one plain ASGI layer: id, time, body limit, log line, last-resort problem."""

import asyncio
import re
import time
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from http import HTTPStatus
from secrets import token_hex
from types import MappingProxyType
from typing import Any

from prometheus_client import Histogram
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.obs import get_logger
from shared.obs.metrics import HTTP_REQUEST_SECONDS
from shared.obs.request_id import HEADER, request_id
from shared.web.problems import from_http, internal, stopping

log = get_logger(__name__)

_ID = HEADER.encode("latin-1")
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
BODY_TIMEOUT_S = 20.0
"""How long a request's body may take to come; 256 kB pass in it at 100 kbit/s."""

MOST_DISCARDED = 64 * 1024 * 1024
"""Of a body that is too large, so much is taken in for its sender to hear so."""

_NONE: Mapping[str, int] = MappingProxyType({})

QUIET = frozenset({"/live", "/ready", "/metrics"})
"""Asked every few seconds by machines; not worth a log line."""


class RequestLayer:
    """Wraps an app. No exception leaves it: what nobody expected is logged and answered as 500."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        service: str,
        public_url: str,
        max_body_bytes: int,
        larger_bodies: Mapping[str, int] = _NONE,
    ) -> None:
        self._app = app
        self._service = service
        self._public_url = public_url
        self._max_body_bytes = max_body_bytes
        self._larger_bodies = larger_bodies
        # made once: looked up for each request, both take longer than what they do
        self._log = log.bind()
        self._took: dict[tuple[str, str, int], Histogram] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything else (lifespan) passes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        answer = _Answer(send, _id_for(scope))
        token = request_id.set(answer.request_id)
        try:
            await self._guarded(scope, receive, answer)
        finally:
            self._record(scope, answer.status, time.perf_counter() - begun)
            request_id.reset(token)

    async def _guarded(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        asked = _as_get(scope)
        try:
            most = self._most_bytes(scope["path"])
            await _refuse_declared(scope, receive, most)
            await self._app(asked, _limited(receive, most), answer)
        except HTTPException as error:
            await from_http(error, self._public_url)(scope, receive, answer)
        except asyncio.CancelledError:
            if not answer.status:
                await stopping(self._public_url)(scope, receive, answer)
            raise
        except Exception:
            log.exception("http.broke", route=route_template(asked))  # a path may hold a secret
            if answer.status:  # too late to say so; the server closes the connection
                raise
            await internal(self._public_url)(scope, receive, answer)
        finally:
            scope["route"] = asked.get("route")

    def _most_bytes(self, path: str) -> int:
        larger = (most for start, most in self._larger_bodies.items() if path.startswith(start))
        return next(larger, self._max_body_bytes)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"], route_template(scope)
        took = self._took.get((method, route, status))
        if took is None:
            took = HTTP_REQUEST_SECONDS.labels(self._service, method, route, status)
            self._took[method, route, status] = took
        took.observe(seconds)
        if scope["path"] not in QUIET:
            milliseconds = round(seconds * 1000, 1)
            self._log.info("http.answered", method=method, route=route, status=status, ms=milliseconds)


class _Answer:
    """The sending side: notes the status and adds our header fields."""

    def __init__(self, send: Send, given: str) -> None:
        self._send = send
        self.request_id = given
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [field for field in message.get("headers", ()) if field[0] != _ID]
            headers.append((_ID, self.request_id.encode("latin-1")))
            if all(name != _NOSNIFF[0] for name, _ in headers):
                headers.append(_NOSNIFF)
            message["headers"] = headers
        await self._send(message)


def route_template(scope: MutableMapping[str, Any]) -> str:
    """Return `/v1/events/{id}`, never the path itself: metrics must not grow with what people type."""
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else "unmatched"


def _as_get(scope: Scope) -> Scope:
    """HEAD is answered as GET would be (RFC 9110, section 9.3.2); the server leaves the body out."""
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope


def _id_for(scope: Scope) -> str:
    given = _header(scope, _ID)
    return given if _GIVEN_ID.fullmatch(given) else token_hex(16)


def _header(scope: Scope, name: bytes) -> str:
    """Return a header field, the first of its name; "" where there is none."""
    value: bytes = next((value for field, value in scope["headers"] if field == name), b"")
    return value.decode("latin-1")


async def _refuse_declared(scope: Scope, receive: Receive, limit: int) -> None:
    """Refuse a body that says it is longer than `limit` bytes."""
    declared = _header(scope, b"content-length")
    if declared.isdecimal() and int(declared) > limit:
        if not _header(scope, b"expect"):  # who asks first has sent nothing yet
            await _discard(receive, asyncio.get_running_loop().time() + BODY_TIMEOUT_S)
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _limited(receive: Receive, limit: int) -> Receive:
    """Refuse a body that turns out to be longer than `limit` bytes, or that trickles in."""
    seen, whole = 0, False
    deadline = asyncio.get_running_loop().time() + BODY_TIMEOUT_S

    async def counted() -> Message:
        nonlocal seen, whole
        try:
            async with asyncio.timeout_at(None if whole else deadline):
                message = await receive()
        except TimeoutError:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
        whole = not message.get("more_body", False)
        seen += len(message.get("body", b""))
        if seen > limit:
            if not whole:
                await _discard(receive, deadline)
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return counted


async def _discard(receive: Receive, deadline: float) -> None:
    """Take in what is still being sent and keep none of it, within bounds.

    A client that sends does not read, and a connection closed on it loses the answer (RFC 9112, section 9.6).
    """
    dropped, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout_at(deadline):
            while more and dropped < MOST_DISCARDED:
                message = await receive()
                dropped += len(message.get("body", b""))
                more = message.get("more_body", False)
