"""The internal hop: one small port, over a socket (aiohttp) or in memory (ASGI).

Both answer alike: an exception in the called app is a 500, a lost connection an UNAVAILABLE `AppError`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol, Self
from urllib.parse import unquote

import aiohttp
from yarl import URL

from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger
from shared.obs.request_id import HEADER, request_id

log = get_logger(__name__)

CONNECT_TIMEOUT_S = 1.0

NO_HEADERS: Mapping[str, str] = {}
AsgiApp = Callable[
    [
        MutableMapping[str, Any],
        Callable[[], Awaitable[MutableMapping[str, Any]]],
        Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ],
    Awaitable[None],
]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, read whole. Header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Channel(Protocol):
    """A way to call another service of ours."""

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Reply:
        """Call `path` (with its query, already encoded); the present request id travels along.

        Raises:
            AppError: `service_unreachable` (UNAVAILABLE) when there is no answer within `timeout_s` seconds.
        """
        ...


def unreachable(why: str) -> AppError:
    """Name a hop that gave no answer."""
    return AppError(
        "service_unreachable",
        Kind.UNAVAILABLE,
        f"A part of Acquaint did not answer ({why}). Try again shortly.",
    )


class HttpChannel:
    """The port over a socket, with pooled connections. Redirects are answers, not followed."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")

    @classmethod
    @asynccontextmanager
    async def open(cls, base_url: str, *, connections: int = 50) -> AsyncIterator[Self]:
        """Open a pool of at most `connections` to the service at `base_url`; close it at the end."""
        connector = aiohttp.TCPConnector(limit=connections)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            yield cls(session, base_url)

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Reply:
        """Call over the network; see `Channel.request`."""
        timeout = aiohttp.ClientTimeout(total=timeout_s, sock_connect=CONNECT_TIMEOUT_S)
        try:
            async with self._session.request(
                method,
                URL(self._base_url + path, encoded=True),
                headers=_with_request_id(headers),
                data=body,
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                content = await answer.content.read(-1)
                return Reply(answer.status, {k.lower(): v for k, v in answer.headers.items()}, content)
        except TimeoutError:
            raise unreachable(f"no answer within {timeout_s:g} s") from None
        except aiohttp.ClientError as error:
            raise unreachable(type(error).__name__) from error


class AsgiChannel:
    """The port in memory. The app's lifespan is entered by whoever built the app."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Reply:
        """Call in this process; see `Channel.request`."""
        exchange = _Exchange(body)
        scope = _scope(method, path, _with_request_id(headers), body)
        try:
            async with asyncio.timeout(timeout_s):
                await self._app(scope, exchange.receive, exchange.send)
        except TimeoutError:
            raise unreachable(f"no answer within {timeout_s:g} s") from None
        except Exception:
            log.exception("channel.broke", route=getattr(scope.get("route"), "path", "unmatched"))
            return exchange.reply() if exchange.status else Reply(500, {}, b"")
        return exchange.reply()


class _Exchange:
    """One request's body going in, and the answer's parts coming out."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self.status = 0
        self._headers: dict[str, str] = {}
        self._parts: list[bytes] = []

    async def receive(self) -> MutableMapping[str, Any]:
        if self._body is None:
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._headers = {
                k.decode("latin-1").lower(): v.decode("latin-1") for k, v in message.get("headers", ())
            }
        elif message["type"] == "http.response.body":
            self._parts.append(message.get("body", b""))

    def reply(self) -> Reply:
        return Reply(self.status, self._headers, b"".join(self._parts))


def _with_request_id(headers: Mapping[str, str]) -> Mapping[str, str]:
    current = request_id.get()
    return {HEADER: current, **headers} if current else headers


def _scope(method: str, path: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """Lay out an ASGI 3.0 http scope (asgi.readthedocs.io, HTTP & WebSocket specification)."""
    route, _, query = path.partition("?")
    lines = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()]
    lines += [(b"host", b"internal"), (b"content-length", str(len(body)).encode())]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(route),
        "raw_path": route.encode("ascii"),
        "query_string": query.encode("ascii"),
        "root_path": "",
        "headers": lines,
        "client": ("127.0.0.1", 0),
        "server": ("internal", 80),
    }
