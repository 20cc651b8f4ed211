"""The client for the open internet: guarded addresses, bounded bytes and time, every redirect checked."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from shared.http.dialler import GuardedBackend, Resolve, system_resolve
from shared.http.inflate import BoundedBody, Limits
from shared.http.refusals import FetchError, FetchFailed, FetchRefused
from shared.http.transport import GuardedTransport
from shared.kernel.response import Response
from shared.obs.metrics import FETCHES_TOTAL

__all__ = ["FetchFailed", "FetchRefused", "GuardedClient", "Limits", "Response"]

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_TRAVELS = frozenset({"accept", "accept-language"})
"""Header fields of the caller that may follow a redirect to another origin."""

_DEFAULT = Limits()
_LOOK_UP_S = 3.0
_NO_HEADERS: Mapping[str, str] = {}


class GuardedClient:
    """GETs public URLs. Origins in `allow` (`host:port`) are the operator's own and go unchecked."""

    def __init__(self, client: httpx.AsyncClient, backend: GuardedBackend, trusted: frozenset[str]) -> None:
        self._client = client
        self._backend = backend
        self._trusted = trusted

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        *,
        user_agent: str,
        allow: frozenset[str] = frozenset(),
        connections: int = 20,
        resolve: Resolve = system_resolve,
    ) -> AsyncIterator[Self]:
        """Open the pool; close it at the end. No cookies, no proxies, nothing read from the environment."""
        backend = GuardedBackend(allow, resolve)
        transport = GuardedTransport(backend, connections=connections)
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        headers = {"user-agent": user_agent, "accept-encoding": "gzip"}
        async with httpx.AsyncClient(
            transport=transport, headers=headers, cookies=no_cookies, trust_env=False
        ) as client:
            yield cls(client, backend, allow)

    async def get(
        self, url: str, headers: Mapping[str, str] = _NO_HEADERS, *, limits: Limits = _DEFAULT
    ) -> Response:
        """Fetch one document; as `send` does."""
        return await self.send(url, headers, limits=limits)

    async def send(
        self,
        url: str,
        headers: Mapping[str, str] = _NO_HEADERS,
        *,
        limits: Limits = _DEFAULT,
        body: bytes | None = None,
    ) -> Response:
        """Send a request and read the answer whole: a POST of `body`, which follows no redirect, or a GET.

        Raises:
            FetchRefused: we would not go on; `reason` says why.
            FetchFailed: the other side could not be had.
        """
        outcome = "ok"
        try:
            async with asyncio.timeout(limits.total_s):
                return await self._follow(url, headers, limits, body)
        except TimeoutError:
            outcome = "refused"
            raise FetchRefused("too_slow", f"No whole answer within {limits.total_s:g} s.") from None
        except FetchError as error:
            outcome = "refused" if isinstance(error, FetchRefused) else "failed"
            raise
        finally:
            FETCHES_TOTAL.labels(outcome).inc()

    async def check(self, url: str) -> None:
        """Refuse at once what `send` would refuse by the address, or by where its name leads now.

        A name that is not found passes: it may be there later, and is checked again by then.

        Raises:
            FetchRefused: as `send` does.
        """
        self._check(url)
        parts = httpx.URL(url)
        try:
            async with asyncio.timeout(_LOOK_UP_S):
                await self._backend.check(parts.host, parts.port or _PORTS[parts.scheme])
        except (FetchFailed, TimeoutError):
            return

    async def _follow(
        self, url: str, headers: Mapping[str, str], limits: Limits, sent: bytes | None
    ) -> Response:
        permanent = True
        hops = limits.max_redirects if sent is None else 0
        for hop in range(hops + 1):
            self._check(url)
            answer = await self._once(url, headers, limits, sent)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                moved = url if permanent and hop else None
                return Response(answer.status, answer.headers, answer.body, url, moved)
            permanent = permanent and answer.status in _PERMANENT
            following = next_url(url, target)
            if _origin(following) != _origin(url):
                headers = {name: value for name, value in headers.items() if name.lower() in _TRAVELS}
            url = following
        raise FetchRefused("redirects", f"More than {hops} redirects.")

    def _check(self, url: str) -> None:
        """Refuse what is no plain public web address, before anything is sent."""
        try:
            # The parser that the request goes by: where two disagree, one of them can be led inside.
            parts = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchRefused("scheme", "This is not a web address.") from error
        if parts.scheme not in _PORTS or not parts.host:
            raise FetchRefused("scheme", "Only http and https addresses are fetched.")
        if parts.userinfo:
            raise FetchRefused("credentials", "An address with a user name or password is not fetched.")
        if parts.port not in {None, *_PORTS.values()} and f"{parts.host}:{parts.port}" not in self._trusted:
            raise FetchRefused("port", f"Port {parts.port} is not a web port; only 80 and 443 are fetched.")

    async def _once(
        self, url: str, headers: Mapping[str, str], limits: Limits, sent: bytes | None
    ) -> Response:
        timeout = httpx.Timeout(limits.total_s, connect=limits.connect_s)
        try:
            async with self._client.stream(
                "GET" if sent is None else "POST", url, headers=dict(headers), content=sent, timeout=timeout
            ) as answer:
                body = await _body(answer, limits) if limits.reads_body else b""
                fields = {name.lower(): value for name, value in answer.headers.items()}
                return Response(answer.status_code, fields, body, url, None)
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise FetchFailed("timeout", "The host did not answer in time.") from error
        except (httpcore.ConnectError, ssl.SSLError) as error:
            reason = "tls" if "SSL" in str(error) or "certificate" in str(error) else "connect"
            raise FetchFailed(reason, "The host could not be reached.") from error
        except (
            httpcore.ProtocolError,
            httpcore.NetworkError,
            httpx.HTTPError,
            httpx.InvalidURL,
            OSError,
        ) as error:
            raise FetchFailed("protocol", "The host's answer could not be read.") from error


async def _body(answer: httpx.Response, limits: Limits) -> bytes:
    body = BoundedBody(answer.headers.get("content-encoding", "").strip().lower(), limits)
    async for piece in answer.aiter_raw():
        body.take(piece)
    return body.whole()


def _origin(url: str) -> tuple[str, str]:
    """Return scheme and authority as written: two origins that differ only in writing count as two."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def next_url(url: str, target: str) -> str:
    """Resolve a redirect's target; refused when it would give up encryption."""
    try:
        following = urljoin(url, target)
    except ValueError as error:
        raise FetchRefused("scheme", "The address leads to something that is no web address.") from error
    if _origin(url)[0] == "https" and _origin(following)[0] == "http":
        raise FetchRefused("redirects", "The address leads from https to http.")
    return following
