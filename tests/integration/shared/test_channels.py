"""The two ways to another service answer alike: over a real socket and in memory."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import Request

from shared.http.channel import AsgiChannel, Channel, HttpChannel
from shared.kernel.errors import AppError, Kind
from shared.obs.request_id import request_id
from shared.web import base_app
from shared.web.serve import server

app = base_app(title="echo", version="1")


@app.post("/echo/{name}")
async def echo(name: str, request: Request) -> dict[str, str]:
    return {
        "name": name,
        "query": request.url.query,
        "body": (await request.body()).decode(),
        "id": request_id.get(),
    }


@app.get("/broken")
async def broken() -> None:
    raise ZeroDivisionError


@app.get("/sleepy")
async def sleepy() -> None:
    await asyncio.Event().wait()


@asynccontextmanager
async def over_a_socket() -> AsyncIterator[Channel]:
    listener = socket.create_server(("127.0.0.1", 0))
    running = server(app)
    running.config.timeout_graceful_shutdown = 0
    task = asyncio.create_task(running.serve(sockets=[listener]))
    async with HttpChannel.open(f"http://127.0.0.1:{listener.getsockname()[1]}") as channel:
        yield channel
    running.should_exit = True
    await task


@asynccontextmanager
async def in_memory() -> AsyncIterator[Channel]:
    yield AsgiChannel(app)


@pytest.fixture(params=[over_a_socket, in_memory])
async def channel(request: pytest.FixtureRequest) -> AsyncIterator[Channel]:
    async with request.param() as opened:
        yield opened


async def test_path_query_body_and_request_id_arrive_as_sent(channel: Channel) -> None:
    token = request_id.set("asked-by-tests")
    reply = await channel.request("POST", "/echo/a%2Bb%20%C3%BC?q=x%26y&q=%2F", body=b"hello")
    request_id.reset(token)

    expected = b'{"name":"a+b \xc3\xbc","query":"q=x%26y&q=%2F","body":"hello","id":"asked-by-tests"}'
    assert (reply.status, reply.body) == (200, expected)
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["x-request-id"] == "asked-by-tests"


async def test_a_fault_on_the_other_side_is_an_answer(channel: Channel) -> None:
    reply = await channel.request("GET", "/broken")

    assert (reply.status, reply.headers["content-type"]) == (500, "application/problem+json")


async def test_no_answer_in_time_is_an_unavailable_service(channel: Channel) -> None:
    with pytest.raises(AppError) as caught:
        await channel.request("GET", "/sleepy", timeout_s=0.1)

    assert (caught.value.code, caught.value.kind) == ("service_unreachable", Kind.UNAVAILABLE)


async def test_nobody_there_is_an_unavailable_service() -> None:
    async with HttpChannel.open("http://127.0.0.1:1") as nobody:
        with pytest.raises(AppError) as caught:
            await nobody.request("GET", "/")

    assert caught.value.code == "service_unreachable"
