"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): the same POST again makes nothing twice.

A layer around every POST of `/v1` that bears one. An answer that made something (2xx) is kept for a day and
given again; any other frees its key. What is kept can hold secrets, such as a new key: it is sealed with what
only the caller has (their token, the key, the body), of which we hold hashes alone.
"""

import re
import secrets
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.api.http.network import network_in
from services.gateway.auth.sessions import bearer_of
from services.gateway.runtime import Runtime
from services.gateway.store import idempotent_requests as store
from services.gateway.store.idempotent_requests import Asked, Known
from shared.kernel.errors import AppError, FieldError, Kind
from shared.obs import get_logger
from shared.web.problems import from_app_error

log = get_logger(__name__)
HEADER = "Idempotency-Key"
DOCUMENTED: dict[str, Any] = {
    "parameters": [
        {
            "name": HEADER,
            "in": "header",
            "required": False,
            "description": "A new UUID for each thing to make. The same key and body within 24 hours give "
            "the stored answer, marked `Idempotent-Replayed: true`; another body is refused (422), and so is "
            "a repetition while the first still runs (409).",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
        }
    ]
}
_KEY = re.compile(r'"([\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255})')
_MADE = range(200, 300)
_LONGEST_KEPT = 1024 * 1024
_NONCE = 12
_TRIES = 2
"""A key may be freed between being refused it and looking who has it."""


class IdempotencyLayer:
    """Wraps the app; requests without the header pass through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, from what is kept where it was answered before."""
        key = Headers(scope=scope).get(HEADER) if _may_bear(scope) else None
        if key is None:
            await self._app(scope, receive, send)
            return
        runtime: Runtime = scope["app"].state.runtime
        body = await _whole(receive)
        try:
            once = _Once(runtime, *_asked(scope, _checked(key), body))
            answer = await once.answered() or await self._run(once, scope, _again(body, receive))
        except AppError as error:
            answer = from_app_error(error, runtime.face.public_url)
        await answer(scope, receive, send)

    async def _run(self, once: "_Once", scope: Scope, receive: Receive) -> Response:
        """Let the app answer; keep what made something before anybody is told of it."""
        taken = _Taken()
        try:
            await self._app(scope, receive, taken)
        except Exception:
            await once.free()
            raise
        await (once.keep(taken) if taken.status in _MADE else once.free())
        return _response(taken.status, taken.headers, bytes(taken.body))


class _Taken:
    """The sending side: takes the whole answer."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[str, str]] = []
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = Headers(raw=message.get("headers", [])).items()
        else:
            self.body += message.get("body", b"")


@dataclass(frozen=True, slots=True)
class _Once:
    """One key of one caller."""

    runtime: Runtime
    asked: Asked
    seal: bytes

    async def answered(self) -> Response | None:
        """Return the kept answer; None where this try is the first, and has the key now.

        Raises:
            AppError: `idempotency_key_reused`, `…_running`, `…_done`, or `idempotency_keys_used_up`.
        """
        for _ in range(_TRIES):
            if await store.claim(self.runtime.db, self.asked, self.runtime.clock()):
                return None
            if known := await store.find(self.runtime.db, self.asked):
                return self._known(known)
        raise _used_up()

    def _known(self, known: Known) -> Response:
        if known.fingerprint != self.asked.fingerprint:
            raise _reused()
        if known.answer is None:
            raise _done() if known.done else _running()
        return self._opened(known.answer)

    async def keep(self, taken: _Taken) -> None:
        """Keep an answer, sealed."""
        plain = orjson.dumps([taken.status, taken.headers]) + b"\n" + taken.body
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + AESGCM(self.seal).encrypt(nonce, zlib.compress(plain), None)
        kept = sealed if len(sealed) <= _LONGEST_KEPT else None
        try:
            await store.finish(self.runtime.db, self.asked, kept)
        except AppError as error:  # it was made, and whoever made it must be told so
            log.warning("idempotency.not_kept", code=error.code)

    async def free(self) -> None:
        """Let the key be used again: nothing was made."""
        await store.release(self.runtime.db, self.asked)

    def _opened(self, sealed: bytes) -> Response:
        plain = zlib.decompress(AESGCM(self.seal).decrypt(sealed[:_NONCE], sealed[_NONCE:], None))
        head, _, body = plain.partition(b"\n")
        status, headers = orjson.loads(head)
        return _response(status, [*headers, ("idempotent-replayed", "true")], body)


def _may_bear(scope: Scope) -> bool:
    return (scope["type"], scope.get("method")) == ("http", "POST") and str(scope["path"]).startswith("/v1/")


def _checked(header: str) -> str:
    """Return the key, which may stand in quotes (a structured field's string, RFC 9651) or bare."""
    found = _KEY.fullmatch(header.strip())
    if found is None:
        detail = "Send 1 to 255 visible ASCII characters, such as a new UUID."
        field = FieldError(f"/header/{HEADER.lower()}", detail)
        raise AppError("idempotency_key_invalid", Kind.INVALID, detail, errors=(field,))
    return found[1] or found[2]


def _asked(scope: Scope, key: str, body: bytes) -> tuple[Asked, bytes]:
    """Return what is asked as hashes, and the secret that seals its answer."""
    headers = Headers(scope=scope)
    token = bearer_of(headers.get("authorization"))
    caller = f"token {token}" if token else f"network {network_in(scope)}"
    about = (scope["path"], scope.get("query_string", b"").decode("latin-1"), headers.get("content-type", ""))
    asked = Asked(
        caller=sha256(caller.encode()).digest(),
        key_hash=sha256(f"key {caller} {key}".encode()).digest(),
        fingerprint=sha256("\n".join((key, *about, "")).encode() + body).digest(),
        run=secrets.token_bytes(16),
    )
    return asked, sha256(f"seal {caller} {key}\n".encode() + body).digest()


async def _whole(receive: Receive) -> bytes:
    """Read the body; how long it may be is seen to around us."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give the body once more, then whatever else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return waiting.pop() if waiting else await receive()

    return given


def _response(status: int, headers: list[tuple[str, str]], body: bytes) -> Response:
    answer = Response(body, status)
    for name, value in headers:
        if name != "content-length":
            answer.headers.append(name, value)
    return answer


def _reused() -> AppError:
    detail = (
        "This key was used for another request; send a new Idempotency-Key, or the very request it was for."
    )
    return AppError("idempotency_key_reused", Kind.INVALID, detail)


def _running() -> AppError:
    detail = "The first request with this key is still under way; ask again in a moment."
    return AppError("idempotency_key_running", Kind.CONFLICT, detail, retry_after_s=1)


def _done() -> AppError:
    detail = "This was done, but its answer was too long to be kept; read what was made."
    return AppError("idempotency_key_done", Kind.CONFLICT, detail)


def _used_up() -> AppError:
    detail = f"At most {store.MOST_KEYS} keys are kept for you within a day; try again later."
    return AppError("idempotency_keys_used_up", Kind.LIMITED, detail, retry_after_s=3600)
