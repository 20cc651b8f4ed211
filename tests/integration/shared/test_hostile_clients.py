"""Clients that send too much, too slowly or for ever: each hears so, and holds nothing of the process."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import Request

from shared.web import base_app, wire
from shared.web.serve import listen, server

HEAD = b"POST /length HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
MUCH = b"x" * (10 * 1024 * 1024)

app = base_app(title="scale", version="1", max_body_bytes=1000)


@app.post("/length")
async def length(request: Request) -> int:
    return len(await request.body())


@pytest.fixture
async def port() -> AsyncIterator[int]:
    listening = listen("127.0.0.1", 0)
    running = server(app)
    task = asyncio.create_task(running.serve(sockets=[listening]))
    yield listening.getsockname()[1]
    running.should_exit = True
    await task


async def told(port: int, *pieces: bytes) -> tuple[bytes, bytes]:
    """Send everything, as a client that does not listen meanwhile; return the status line and the body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    return head.split(b"\r\n", 1)[0], body


async def test_what_fits_is_taken(port: int) -> None:
    assert await told(port, HEAD, b"content-length: 3\r\n\r\n", b"abc") == (b"HTTP/1.1 200 OK", b"3")


@pytest.mark.parametrize(
    "much",
    [
        b"content-length: %d\r\n\r\n" % len(MUCH) + MUCH,
        b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(MUCH), MUCH),
    ],
    ids=["declared", "chunked"],
)
async def test_who_sends_a_body_that_is_too_large_hears_so(port: int, much: bytes) -> None:
    status, body = await told(port, HEAD, much)

    assert status.startswith(b"HTTP/1.1 413 ")
    assert b'"detail":"The request body is too large; send less at once."' in body


async def test_who_asks_before_sending_hears_so_at_once(port: int) -> None:
    asked = b"expect: 100-continue\r\ncontent-length: 1000000\r\n\r\n"

    assert (await told(port, HEAD, asked))[0].startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("field", [b"a" * 900_000, b"b: c\r\n" * 40_000], ids=["long", "many"])
async def test_a_head_has_an_end(port: int, field: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HEAD + b"a: " + field)

    assert (await reader.readline()) == b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    writer.close()


async def test_requests_that_come_at_once_are_each_answered(port: int) -> None:
    one = HEAD.replace(b"close", b"keep-alive") + b"a: " + b"b" * 900 + b"\r\ncontent-length: 1\r\n\r\na"
    last = one.replace(b"keep-alive", b"close")

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(one * 150 + last)

    assert (await reader.read()).count(b"HTTP/1.1 200 OK") == 151
    writer.close()


@pytest.mark.parametrize("begun", [b"", b"\r\n", b"GET / HT", HEAD])
async def test_a_request_that_does_not_come_is_not_waited_for(
    port: int, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "HEAD_TIMEOUT_S", 0.05)

    status, body = await told(port, begun)

    assert status == b"HTTP/1.1 408 Request Timeout"
    assert b'"code":"request_timeout"' in body


async def test_neither_is_a_further_one(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = HEAD.replace(b"close", b"keep-alive") + b"content-length: 1\r\n\r\na"
    monkeypatch.setattr(wire, "HEAD_TIMEOUT_S", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(whole)
    assert (await reader.readline()) == b"HTTP/1.1 200 OK\r\n"

    writer.write(b"POST /len")

    assert b"HTTP/1.1 408 Request Timeout" in await reader.read()
    writer.close()
