"""`If-Match`: whatever can be read and changed is changed only over the version that was read."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from services.gateway import app as gateway
from services.gateway.settings import GatewaySettings
from services.gateway.store.asked_together import AskedTogether
from tests.integration.gateway.conftest import ORIGIN, House
from tests.integration.gateway.partners import key_for

STALE = '"0000"'


async def search(client: httpx.AsyncClient) -> str:
    made = await client.post("/v1/me/searches", json={"name": "Soil", "query": "q=soil"})
    return f"/v1/me/searches/{made.json()['id']}"


async def connection(client: httpx.AsyncClient) -> str:
    made = await client.post("/v1/me/connections", json={"name": "Ben"})
    return f"/v1/me/connections/{made.json()['id']}"


async def stand(client: httpx.AsyncClient) -> str:
    event = (await client.get("/v1/events?q=soil")).json()["items"][0]
    path = f"/v1/me/attendance/{event['id']}"
    await client.put(path, json={"status": "interested"})
    return path


async def webhook(client: httpx.AsyncClient) -> str:
    made = await client.post("/v1/partner/webhooks", json={"url": "https://hooks.example/a"})
    return f"/v1/partner/webhooks/{made.json()['id']}"


Made = str | Callable[[httpx.AsyncClient], Awaitable[str]]
DOCUMENTS: list[tuple[Made, str, dict[str, Any]]] = [
    ("/v1/me", "PATCH", {"headline": "Soil scientist"}),
    ("/v1/me/digest", "PUT", {"weekday": 3, "hour": 7, "frequency": "monthly", "paused_until": None}),
    ("/v1/me/people/settings", "PUT", {"novelty": 0.7}),
    (search, "PATCH", {"name": "Earth"}),
    (connection, "PATCH", {"notes": "Knows sensors."}),
    (stand, "PUT", {"status": "going", "match": True, "listed": False}),
    (webhook, "PATCH", {"state": "paused"}),
]


async def asked(house: House, made: Made) -> tuple[httpx.AsyncClient, str]:
    if made is webhook:
        client = await house.browser((await key_for(house, "Venue Finder", "webhooks"))[1])
    else:
        client = await house.sign_in("ada@mail.example")
    await client.get("/v1/me")
    return client, made if isinstance(made, str) else await made(client)


@pytest.mark.parametrize(
    ("made", "method", "change"),
    DOCUMENTS,
    ids=["profile", "digest", "dial", "search", "connection", "stand", "webhook"],
)
async def test_a_document_is_changed_over_the_version_that_was_read(
    house: House, made: Made, method: str, change: dict[str, Any]
) -> None:
    client, path = await asked(house, made)
    before = await client.get(path)
    house.clock.advance(seconds=1)
    late = await client.request(method, path, json=change, headers={"if-match": STALE})
    assert (late.status_code, late.json()["code"]) == (412, "version_changed")
    assert (await client.get(path)).content == before.content
    done = await client.request(method, path, json=change, headers={"if-match": before.headers["etag"]})
    after = await client.get(path)
    assert (done.status_code, done.json()) == (200, after.json())
    assert done.headers["etag"] == after.headers["etag"] != before.headers["etag"]
    again = await client.request(method, path, json=change, headers={"if-match": before.headers["etag"]})
    assert again.status_code == 412


async def test_of_two_who_change_one_version_at_once_one_is_told(house: House) -> None:
    ada, path = await asked(house, search)
    phone = await house.sign_in("ada@mail.example")
    seen = (await ada.get(path)).headers["etag"]
    both = await asyncio.gather(
        *(
            one.patch(path, json={"name": name}, headers={"if-match": seen})
            for one, name in ((ada, "Desk"), (phone, "Phone"))
        )
    )
    assert sorted(it.status_code for it in both) == [200, 412]
    [won] = [it.json()["name"] for it in both if it.status_code == 200]
    assert (await ada.get(path)).json()["name"] == won


async def test_what_is_gone_is_not_made_again_by_who_read_it(house: House) -> None:
    ada, path = await asked(house, stand)
    seen = (await ada.get(path)).headers["etag"]
    await ada.delete(path)
    for tag in (seen, "*"):
        answer = await ada.put(path, json={"status": "going"}, headers={"if-match": tag})
        assert (answer.status_code, answer.json()["code"]) == (412, "version_changed")
    assert (await ada.get(path)).status_code == 404


async def test_a_deletion_is_held_back_too_and_nobody_learns_of_what_is_not_theirs(house: House) -> None:
    ada, path = await asked(house, search)
    ben = await house.sign_in("ben@mail.example")
    stale = await ada.delete(path, headers={"if-match": STALE})
    theirs = await ben.delete(path, headers={"if-match": STALE})
    nobody = await (await house.browser()).delete(path, headers={"if-match": STALE})
    assert [it.status_code for it in (stale, theirs, nobody)] == [412, 204, 401]
    assert (await ada.get(path)).status_code == 200
    senseless = await ada.delete("/v1/me/blocks/per_01jd3c9m8q7v0w1x2y3z4a5b6c", headers={"if-match": STALE})
    assert (senseless.status_code, senseless.json()["code"]) == (412, "precondition_senseless")


async def test_without_valkey_the_comparison_remains(house: House) -> None:
    ada, path = await asked(house, search)
    away = Redis.from_url("redis://127.0.0.1:1/0")
    quotas = replace(house.runtime.quotas, scripts=AskedTogether(away))
    runtime = replace(house.runtime, redis=away, quotas=quotas)
    app = gateway.create_app(GatewaySettings(public_url=ORIGIN), runtime=runtime)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url=ORIGIN, headers=ada.headers
    ) as alone:
        seen = (await alone.get(path)).headers["etag"]
        done = await alone.patch(path, json={"name": "Earth"}, headers={"if-match": seen})
        late = await alone.patch(path, json={"name": "Mud"}, headers={"if-match": seen})
    assert (done.status_code, late.status_code) == (200, 412)
    assert done.headers["ratelimit-policy"] == '"person";q=600;w=60'
    await away.aclose()
