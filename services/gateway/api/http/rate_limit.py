"""Around every request of `/v1`: how many a caller may make, told with each answer, and 429 beyond it.

Pages are counted where their visitor is found out (`pages.visitor`), so that their refusal is a page too.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.api.http.cookies import SAFE, session_of
from services.gateway.api.http.network import network_in
from services.gateway.auth.quota import Caller
from services.gateway.auth.sessions import bearer_of, hash_token, is_token
from services.gateway.partners.keys import hash_key, is_key
from services.gateway.runtime import Runtime
from services.gateway.store.auth import sessions
from services.gateway.store.partners.keys import find_key
from shared.kernel.errors import AppError, Kind
from shared.web.problems import from_app_error

_LOOKED_UP_AGAIN_AFTER = timedelta(minutes=1)
_MOST_TOKENS = 20_000
_NOT_MODIFIED = 304
_CALLER = "acquaint.caller"


class RateLimitLayer:
    """Wraps the app. An answer 304 costs nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._known: OrderedDict[bytes, tuple[Caller | None, datetime]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with how long to wait."""
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        runtime: Runtime = scope["app"].state.runtime
        caller = await self._caller(runtime, scope)
        scope[_CALLER] = caller
        standing = await runtime.quotas.take(caller, runtime.clock())

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                free = message["status"] == _NOT_MODIFIED
                now = await runtime.quotas.give_back(caller, runtime.clock()) if free else standing
                MutableHeaders(raw=message.setdefault("headers", [])).update(now.fields)
            await send(message)

        refused = too_many(standing.wait_s) if standing.wait_s is not None else None
        inner = from_app_error(refused, runtime.face.public_url) if refused else self._app
        await inner(scope, receive, told)

    async def _caller(self, runtime: Runtime, scope: Scope) -> Caller:
        """Return who asks; a token that is nobody's counts for the network that it comes from."""
        token = _token(runtime, scope)
        found = await self._remembered(runtime, token) if token else None
        return found or Caller("anonymous", network_in(scope))

    async def _remembered(self, runtime: Runtime, token: str) -> Caller | None:
        """Look a token up once a minute; whether it may do what it asks for is not said here."""
        now, name = runtime.clock(), hash_token(token)
        known = self._known.get(name)
        if known and now - known[1] < _LOOKED_UP_AGAIN_AFTER:
            return known[0]
        found = await _look_up(runtime, token, now)
        self._known[name] = found, now
        self._known.move_to_end(name)
        while len(self._known) > _MOST_TOKENS:
            self._known.popitem(last=False)
        return found


def caller_of(scope: Scope) -> Caller:
    """Return who asks, as it was counted."""
    caller: Caller = scope[_CALLER]
    return caller


def _token(runtime: Runtime, scope: Scope) -> str | None:
    """Return what was sent to say who asks: pages read with their cookie, as `session.signed_in` has it."""
    token = bearer_of(Headers(scope=scope).get("authorization"))
    return token or (session_of(Request(scope), runtime.face) if scope["method"] in SAFE else None)


async def _look_up(runtime: Runtime, token: str, now: datetime) -> Caller | None:
    try:
        if is_key(token):
            key = await find_key(runtime.db, hash_key(token), now)
            return Caller("partner", key.partner) if key else None
        person = await sessions.find(runtime.db, hash_token(token), now) if is_token(token) else None
    except AppError:  # the database is away; what needs it says so itself
        return None
    return Caller("person", person.person_id) if person else None


def too_many(wait_s: int) -> AppError:
    """Say how long to wait."""
    detail = f"These are more requests than you may make within a minute; go on in {wait_s} s."
    return AppError("rate_limited", Kind.LIMITED, detail, retry_after_s=wait_s)
