"""httpx on our own connection pool, so that every connection goes through the guarded backend."""

import ssl
from collections.abc import AsyncIterator
from functools import cache
from typing import Any, cast

import httpcore
import httpx

from shared.http.dialler import GuardedBackend


class GuardedTransport(httpx.AsyncBaseTransport):
    """An httpx transport over `httpcore.AsyncConnectionPool` with our backend; no proxies, HTTP/1.1."""

    def __init__(self, backend: GuardedBackend, *, connections: int) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_trust(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=10.0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body of the answer is streamed as it came, still encoded."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=cast("Any", request.stream),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close the pool."""
        await self._pool.aclose()


@cache
def _trust() -> ssl.SSLContext:
    """Read the certificates that every client trusts: it takes longer than all else in opening one."""
    return httpx.create_ssl_context(trust_env=False)


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
