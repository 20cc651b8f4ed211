"""A server that is told to end answers what it has begun, and leaves its process alive to close the rest."""

import asyncio
import os
import signal

import httpx
import orjson
from fastapi import FastAPI, Request

from shared.web import base_app
from shared.web.serve import listen, server


async def test_a_request_that_has_begun_is_answered_and_the_process_goes_on() -> None:
    app, begun, go_on = FastAPI(), asyncio.Event(), asyncio.Event()

    @app.get("/slow")
    async def slow() -> str:
        begun.set()
        await go_on.wait()
        return "answered"

    listening = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    running = asyncio.create_task(server(app).serve(sockets=[listening]))
    async with httpx.AsyncClient(timeout=60) as client:
        answer = asyncio.create_task(client.get(f"{address}/slow"))
        await begun.wait()
        os.kill(os.getpid(), signal.SIGTERM)
        while not await refused(client, address):  # noqa: ASYNC110 - the server says nothing of it
            await asyncio.sleep(0.01)
        go_on.set()

        assert (await answer).text == '"answered"'
    await running


async def test_an_upload_still_under_way_at_the_end_of_the_grace_hears_that_another_will_answer() -> None:
    app, begun = base_app(title="a", version="1", public_url="", max_body_bytes=1000), asyncio.Event()

    @app.post("/upload")
    async def upload(request: Request) -> None:
        begun.set()
        await request.body()

    listening = listen("127.0.0.1", 0)
    ending = server(app, grace_s=0)
    running = asyncio.create_task(ending.serve(sockets=[listening]))
    reader, writer = await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])
    writer.write(b"POST /upload HTTP/1.1\r\nhost: a\r\ncontent-length: 500\r\n\r\nfirst")
    await begun.wait()
    ending.should_exit = True

    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    await running
    writer.close()
    assert head.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 5\r\n" in head
    assert orjson.loads(body)["code"] == "stopping"


async def refused(client: httpx.AsyncClient, address: str) -> bool:
    """Tell whether no new connection is taken any more."""
    try:
        await client.get(f"{address}/nothing", headers={"connection": "close"})
    except httpx.ConnectError:
        return True
    except (httpx.RemoteProtocolError, httpx.ReadError):
        return False  # taken, and closed as the server began to end
    return False
