"""A real web server on loopback that misbehaves by path: bombs, loops, drips, and ways into the inside."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class HostileServer:
    """Answers by path, and keeps the head of every request it was sent."""

    port: int = 0
    answers: dict[str, bytes] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Return `host:port`."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """Return the address of a path here."""
        return f"http://{self.origin}{path}"

    def put(self, path: str, body: bytes = b"", *, status: int = 200, **fields: str) -> None:
        """Answer a path with this, with a true Content-Length."""
        named = {"content-length": str(len(body)), **fields}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
        head = "\r\n".join([f"HTTP/1.1 {status} X", *lines, "", ""])
        self.answers[path] = head.encode("latin-1") + body

    def put_bomb(self, path: str, plain_bytes: int) -> None:
        """Answer with gzip that inflates a thousandfold."""
        self.put(path, gzip.compress(b"\0" * plain_bytes), content_encoding="gzip")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close, or never end when the path is `/drip`."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(head)
        path = head.split(" ")[1]
        try:
            if path == "/drip":
                await drip(reader, writer)
            else:
                writer.write(self.answers[path])
                await writer.drain()
        except ConnectionError:
            pass  # the client had enough, as it should
        finally:
            writer.close()


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Promise a body, send one byte of it, and wait until the client goes away."""
    writer.write(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\nx")
    await writer.drain()
    await reader.read()


@asynccontextmanager
async def hostile_server() -> AsyncIterator[HostileServer]:
    """Run one on a free port of loopback."""
    hostile = HostileServer()
    server = await asyncio.start_server(hostile.serve, "127.0.0.1", 0)
    hostile.port = server.sockets[0].getsockname()[1]
    async with server:
        yield hostile
