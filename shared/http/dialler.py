"""The guarded client's network backend: resolve a name, check every answer, dial the very address checked.

Between check and connection nothing is resolved again, so a name that changes its answer
(DNS rebinding) gains nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore

from shared.http.addresses import is_public
from shared.http.refusals import FetchFailed, FetchRefused

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Given a host and a port, returns numeric addresses, best first."""

_MOST_ADDRESSES = 4


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Dials public addresses, and the `host:port` origins in `trusted` unchecked."""

    def __init__(self, trusted: frozenset[str], resolve: Resolve) -> None:
        self._trusted = trusted
        self._resolve = resolve
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a checked address; several are tried in the resolver's order.

        Raises:
            FetchRefused: `address` when any address of the name is not public.
            FetchFailed: `dns` when the name has no address.
        """
        trusted = f"{host}:{port}" in self._trusted
        addresses = await self._resolve(host, port) if trusted else await self._public(host, port)
        failure: Exception | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return await self._sockets.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or FetchFailed("dns", f"{host} has no address.")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the signature is httpcore's
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing on the open internet is a local socket."""
        raise FetchRefused("address", f"{path} is not on the internet.")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between attempts."""
        await asyncio.sleep(seconds)

    async def check(self, host: str, port: int) -> None:
        """Raise what `connect_tcp` would, without connecting."""
        if f"{host}:{port}" not in self._trusted:
            await self._public(host, port)

    async def _public(self, host: str, port: int) -> list[str]:
        addresses = await self._resolve(host, port)
        if not all(map(is_public, addresses)):
            raise FetchRefused("address", f"{host} is not a public internet address, so it is not fetched.")
        return addresses


async def system_resolve(host: str, port: int) -> list[str]:
    """Ask the operating system, which also reads `0x7f.1` and full-width digits as an address."""
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise FetchFailed("dns", f"The name {host} could not be found. Check its spelling.") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
