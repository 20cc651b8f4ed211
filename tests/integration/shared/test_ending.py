"""A server that is told to end answers what it has begun, and leaves its process alive to close the rest."""

import asyncio
import os
import signal

import httpx
from fastapi import FastAPI

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


async def refused(client: httpx.AsyncClient, address: str) -> bool:
    """Tell whether no new connection is taken any more."""
    try:
        await client.get(f"{address}/nothing", headers={"connection": "close"})
    except httpx.ConnectError:
        return True
    return False
