"""A web server on loopback that gives the hostile documents, each at its path."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from deploy.hostile.document import Document


@asynccontextmanager
async def serving(documents: Mapping[str, Document]) -> AsyncIterator[str]:
    """Serve; yield the `host:port`."""
    at = {each.path: each for each in documents.values()}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode().partition("?")[0]
            await _send(at[path], writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked had enough, as it should
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()[:2]
        yield f"{host}:{port}"


async def _send(document: Document, writer: asyncio.StreamWriter) -> None:
    head = document.head()
    writer.write(head if "\r\nx: " not in document.status else head.split(b"\r\nconnection")[0])
    for piece in document.pieces():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(document.pause_s)


async def main() -> None:
    """Serve all until standard input ends; print the address first."""
    from deploy.hostile.corpus import corpus  # noqa: PLC0415 - the tests serve a part

    async with serving(corpus()) as origin:
        print(origin, flush=True)  # noqa: T201 - whoever started this reads it
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
