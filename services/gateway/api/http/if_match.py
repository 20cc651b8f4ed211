"""`If-Match` (RFC 9110, 13.1.1): a change is made only over the version that its maker has read.

A layer around every PUT, PATCH and DELETE of `/v1`. The version is the `ETag` that a GET of the same address
gives, so that whatever is read can be changed with care, and no document needs a number of its own. Of two
who change one document at once, the second waits, and is compared with what the first left. Where Valkey,
which holds the lock, is away, only the comparison remains.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

from redis.exceptions import LockError, RedisError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.api.http.rate_limit import caller_of
from services.gateway.runtime import Runtime
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger
from shared.web.problems import from_app_error

log = get_logger(__name__)
HEADER = "If-Match"
METHODS = frozenset({"PUT", "PATCH", "DELETE"})
DOCUMENTED: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The `ETag` of what I have read at this address; 412 where it is another by now.",
    "schema": {"type": "string", "maxLength": 1000},
    "example": '"aec9c9da774ca8d48ada8c27eb3af708"',
}
_OF_ANOTHER_REQUEST = frozenset({b"if-match", b"if-none-match", b"content-type", b"content-length"})
_HELD_S, _WAITS_S = 30, 10
_OK, _MISSING, _NO_SUCH_METHOD = 200, 404, 405


class IfMatchLayer:
    """Wraps the app; requests without the header pass through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with 412."""
        wanted = Headers(scope=scope).get(HEADER) if _may_bear(scope) else None
        if wanted is None:
            await self._app(scope, receive, send)
            return
        runtime: Runtime = scope["app"].state.runtime
        try:
            async with _alone(runtime, scope):
                check(scope["method"], wanted, await self._present(scope))
                await self._app(scope, receive, send)
        except AppError as error:
            await from_app_error(error, runtime.face.public_url)(scope, receive, send)

    async def _present(self, scope: Scope) -> "_Head":
        """Read the same address as the same caller; no body is kept."""
        kept = [(name, value) for name, value in scope["headers"] if name not in _OF_ANOTHER_REQUEST]
        head = _Head()
        asked = {
            **scope,
            "method": "GET",
            "headers": kept,
            "query_string": b"",
        }
        await self._app(asked, _nothing, head)
        return head


class _Head:
    """The sending side: takes status and tag."""

    def __init__(self) -> None:
        self.status = 500
        self.etag: str | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.etag = Headers(raw=message.get("headers", [])).get("etag")


def check(method: str, wanted: str, present: _Head) -> None:
    """Refuse a change over another version; where nothing can be read, the change itself says why.

    Tags are compared strongly: a weak one matches nothing.

    Raises:
        AppError: `version_changed`, or `precondition_senseless` where there is no document.
    """
    if present.status == _NO_SUCH_METHOD:
        detail = "There is nothing to be read at this address that could have changed; leave If-Match out."
        raise AppError("precondition_senseless", Kind.PRECONDITION, detail)
    if present.status == _MISSING and method == "PUT":
        detail = "What you have read is gone meanwhile; leave If-Match out to write it anew."
        raise AppError("version_changed", Kind.PRECONDITION, detail)
    if present.status != _OK:
        return
    tags = {tag.strip() for tag in wanted.split(",")}
    if "*" not in tags and present.etag not in tags:
        detail = "It was changed meanwhile; read it again and repeat your change on the new version."
        raise AppError("version_changed", Kind.PRECONDITION, detail)


@asynccontextmanager
async def _alone(runtime: Runtime, scope: Scope) -> AsyncIterator[None]:
    """Let one request at a time change one document."""
    caller = caller_of(scope)
    owner = f"{caller.kind} {caller.id}" if scope["path"].startswith("/v1/me") else ""
    name = sha256(f"{owner} {scope['path']}".encode()).hexdigest()[:32]
    lock = runtime.redis.lock(
        f"{runtime.redis_prefix}if-match:{name}", timeout=_HELD_S, blocking_timeout=_WAITS_S
    )
    held = False
    try:
        async with asyncio.timeout(_WAITS_S + 1):
            held = await lock.acquire()
    except (RedisError, OSError, TimeoutError) as error:
        log.warning("if_match.unlocked", error=type(error).__name__)
    else:
        if not held:
            raise _busy()
    try:
        yield
    finally:
        if held:
            try:
                await lock.release()
            except (LockError, RedisError) as error:  # it ran out, or Valkey went away: it ends by itself
                log.warning("if_match.unlocked", error=type(error).__name__)


def _busy() -> AppError:
    detail = "Somebody is changing this at the moment; ask again."
    return AppError("document_busy", Kind.CONFLICT, detail, retry_after_s=1)


def _may_bear(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in METHODS and str(scope["path"]).startswith("/v1/")


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
