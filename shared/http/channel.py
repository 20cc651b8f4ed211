"""How services call one another: one small port, over a socket (aiohttp) or in memory (ASGI).

Both ends behave alike: whatever breaks inside the called app arrives as a 500 answer, and what cannot be
reached raises `AppError("upstream_unavailable", UNAVAILABLE)`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import aiohttp
from yarl import URL

from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger
from shared.obs.request_id import HEADER, request_id

log = get_logger(__name__)

NO_HEADERS: Mapping[str, str] = MappingProxyType({})
CONNECT_TIMEOUT_S = 1.0
MAX_CONNECTIONS = 100


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came: header names in lower case, body undecoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Channel(Protocol):
    """A way to another service."""

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Reply:
        """Send one request and return the whole answer, whatever its status.

        Args:
            method: In capitals.
            path: Absolute, percent-encoded, with its query: `/v1/events?q=a%20b`.
            headers: Field names in lower case; the request id is added.
            body: Ready bytes.
            timeout_s: For everything together.

        Raises:
            AppError: `upstream_unavailable`, when no whole answer came in time.
        """


class HttpChannel:
    """Over sockets, with pooled connections."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")

    @classmethod
    @asynccontextmanager
    async def open(cls, base_url: str) -> AsyncIterator["HttpChannel"]:
        """Open a pool of connections to one service; connects when first used."""
        connector = aiohttp.TCPConnector(limit=MAX_CONNECTIONS)
        async with aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
        ) as session:
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
        """See `Channel.request`."""
        try:
            async with self._session.request(
                method,
                URL(self._base_url + path, encoded=True),
                headers=with_request_id(headers),
                data=body or None,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=timeout_s, sock_connect=CONNECT_TIMEOUT_S),
            ) as answer:
                content = await answer.read()
                return Reply(answer.status, _lower(answer.headers), content)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise unavailable(self._base_url, error) from error


class AsgiChannel:
    """In memory: calls an ASGI app in this process. The app's lifespan is its owner's business."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - ASGI apps have no common type
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
        """See `Channel.request`."""
        call = _Call(body)
        scope = _scope(method, path, with_request_id(headers))
        # A task of its own, so that the app's context variables do not leak into the caller's.
        task = asyncio.create_task(self._app(scope, call.receive, call.send))
        try:
            async with asyncio.timeout(timeout_s):
                await task
        except TimeoutError as error:
            raise unavailable("in-process service", error) from error
        except Exception:
            log.exception("channel.broke", path=path)
            return Reply(500, {}, b"")
        return call.reply()


class _Call:
    """One exchange of ASGI messages."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._asked = False
        self._status = 500
        self._headers: dict[str, str] = {}
        self._parts: list[bytes] = []

    async def receive(self) -> dict[str, Any]:
        if self._asked:
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": self._body, "more_body": False}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            pairs = message.get("headers", [])
            self._headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}
        elif message["type"] == "http.response.body":
            self._parts.append(message.get("body", b""))

    def reply(self) -> Reply:
        return Reply(self._status, self._headers, b"".join(self._parts))


def with_request_id(headers: Mapping[str, str]) -> dict[str, str]:
    """Pass the id of the request being answered on to the next service."""
    current = request_id.get()
    return {HEADER: current, **headers} if current else dict(headers)


def unavailable(where: str, error: BaseException) -> AppError:
    """Name the service that did not answer."""
    reason = str(error) or type(error).__name__
    return AppError("upstream_unavailable", Kind.UNAVAILABLE, f"{where} does not answer ({reason}).")


def _scope(method: str, target: str, headers: Mapping[str, str]) -> dict[str, Any]:
    parts = urlsplit(target)
    named = {"host": "in-process", **headers}
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode("ascii"),
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named.items()
        ],
        "client": ("127.0.0.1", 0),
        "server": ("in-process", 80),
    }


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
