"""A network namespace in which this process is the whole internet: every address there is, and the DNS.

Run as a file by `unshare --net`. Every address is routed to loopback, where one canary listens and notes for
which address a connection was meant. Real sockets, the system's own resolver, the clients as they are.
Prints as JSON, per caller: how many URLs, how they ended, and which connections the canary saw.
"""

import asyncio
import json
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.support.hostile.outward import CALLERS, Caller
from tests.support.hostile.trap_names import TrapNames
from tests.support.hostile.urls import PUBLIC, PUBLIC_NAME, redirects, urls, zone

PORTS = (22, 25, 80, 443, 5432, 6379, 8080)
RESOLVER = "10.255.255.53"
CONTROLS = (
    f"http://{PUBLIC[0]}/",
    f"http://[{PUBLIC[1]}]/",
    f"http://{PUBLIC_NAME}/",
    f"http://six.{PUBLIC_NAME}/",
)


class Canary:
    """Sees every connection; on its public addresses it is a web server that redirects."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self._ways = redirects()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Note for whom the connection was meant; answer a public one."""
        meant = writer.get_extra_info("sockname")[0].removeprefix("::ffff:")
        self.seen[meant] += 1
        try:
            if meant in PUBLIC:
                path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
                writer.write(self._answer(path))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def inside(self) -> dict[str, int]:
        """Return the connections that should not have been."""
        return {address: times for address, times in self.seen.items() if address not in PUBLIC}

    def _answer(self, path: str) -> bytes:
        if path not in self._ways:
            return b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        way = self._ways[path].replace("\r", "%0d").replace("\n", "%0a").encode()
        status = path.split("/")[1].encode()
        return (
            b"HTTP/1.1 "
            + status
            + b" X\r\nconnection: close\r\ncontent-length: 0\r\nlocation: "
            + way
            + b"\r\n\r\n"
        )


def become_the_internet(folder: Path) -> None:
    """Route every address here, and have the system's resolver ask us."""
    for command in (
        "ip link set lo up",
        "ip route add local 0.0.0.0/0 dev lo",
        "ip -6 route add local ::/0 dev lo",
    ):
        subprocess.run(command.split(), check=True)  # noqa: S603 - our own words
    resolver = folder / "resolv.conf"
    resolver.write_text(f"nameserver {RESOLVER}\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(resolver), "/etc/resolv.conf"], check=True)  # noqa: S603, S607


async def dial(url: str) -> str:
    """Connect without any guard: the control that shows the canary awake."""
    host, port = url.rsplit(" ", 1)
    _, writer = await asyncio.open_connection(host, int(port))
    writer.close()
    return "connected"


async def every(caller: Callable[[str], Awaitable[str]], targets: list[str]) -> dict[str, int]:
    """Call each address, some at once; return how often each end came."""
    gate = asyncio.Semaphore(8)

    async def one(url: str) -> str:
        async with gate:
            return await caller(url)

    return dict(Counter(await asyncio.gather(*map(one, targets))))


async def measure(name: str, caller: Caller) -> dict[str, object]:
    """Run the corpus, plain and behind redirects, through one caller."""
    async with listening() as canary:
        ends = await every(caller, list(urls()))
        behind = await every(caller, [f"http://{PUBLIC[0]}{path}" for path in redirects()])
        controls = await every(caller, list(CONTROLS))
        return {
            "caller": name,
            "urls": len(urls()),
            "redirects": len(redirects()),
            "ends": ends,
            "behind": behind,
            "controls": controls,
            "public": sum(canary.seen.values()),
            "inside": canary.inside(),
        }


class listening:  # noqa: N801 - reads as what it does
    """Have a fresh canary on every port."""

    async def __aenter__(self) -> Canary:
        """Listen."""
        canary = Canary()
        self._servers = [
            await asyncio.start_server(
                canary.meet,
                sock=socket.create_server(
                    ("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=512
                ),
            )
            for port in PORTS
        ]
        return canary

    async def __aexit__(self, *_: object) -> None:
        """Go."""
        for server in self._servers:
            server.close()


async def main(folder: Path) -> None:
    """Measure every caller, and the control."""
    become_the_internet(folder)
    await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: TrapNames(zone()), local_addr=(RESOLVER, 53)
    )
    found: list[dict[str, object]] = []
    async with listening() as canary:
        dialled = [
            "10.0.0.1 80",
            "169.254.169.254 80",
            "127.0.0.1 6379",
            "::1 443",
            "fd00:ec2::254 80",
            "64:ff9b::7f00:1 80",
            "a-10-0-0-1.trap.example 80",
        ]
        await every(dial, dialled)
        found.append({"caller": "unguarded", "inside": canary.inside()})
    for name, opened in CALLERS.items():
        async with opened() as caller:
            found.append(await measure(name, caller))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
