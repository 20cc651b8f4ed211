"""The callback of hubs at the public door."""

import hmac
from datetime import timedelta

from services.events.push.offer import Offer
from services.events.push.subscription import asked, proposed
from services.events.store.sources.push import find_subscription, save_subscription
from tests.integration.gateway.conftest import House

TOPIC = "https://soil.example/feed"


async def test_a_hub_verifies_and_tells_of_news(house: House) -> None:
    (source,) = (await (await house.browser()).get("/v1/sources")).json()["items"]
    secrets = iter(["t" * 43, "s" * 43])
    made = proposed(
        None, Offer("https://hub.example/", TOPIC), source["id"], house.clock(), lambda: next(secrets)
    )
    assert made is not None
    async with house.events.db.transaction() as conn:
        await save_subscription(conn, asked(made, house.clock()), house.clock())
    hub, at = await house.browser(), f"/websub/{made.token}"

    question = {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.challenge": "<b>c</b>",
        "hub.lease_seconds": "60",
    }
    answer = await hub.get(at, params=question)
    fields = [answer.headers[name] for name in ("content-type", "x-content-type-options")]
    assert (200, "<b>c</b>", ["text/plain; charset=utf-8", "nosniff"]) == (
        answer.status_code,
        answer.text,
        fields,
    )

    news = b"x" * 1_000_000
    signature = "sha256=" + hmac.new(made.secret, news, "sha256").hexdigest()
    told = [
        await hub.post(at, content=news, headers={"x-hub-signature": signature}),
        await hub.post(at, content=news, headers={"x-hub-signature": "sha256=0"}),
        await hub.post(at, content=b"x" * 6_000_000),
        await hub.post(f"/websub/{'u' * 43}", content=news),
        await hub.post("/websub/..%2F..%2Fv1%2Fevents", content=news),
    ]
    assert [202, 202, 413, 410, 404] == [it.status_code for it in told]
    held = await find_subscription(house.events.db, source["id"])
    assert held is not None
    assert (1, 1, house.clock() + timedelta(hours=1)) == (held.pushes, held.bad_signatures, held.expires_at)
    page = await hub.get(f"/sources/{source['id']}")
    assert "https://hub.example/ tells us of news" in page.text


async def test_large_bodies_pass_there_and_nowhere_else(house: House) -> None:
    nobody = await house.browser()
    assert 413 == (await nobody.post("/v1/auth/email", content=b"x" * 300_000)).status_code
    assert 413 == (await nobody.post("/v1/websub/x", content=b"x" * 300_000)).status_code
