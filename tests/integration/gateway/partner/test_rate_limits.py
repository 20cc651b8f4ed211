"""How often one may ask: told with each answer of `/v1`, and 429 beyond it, of pages too."""

import asyncio
import time
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prometheus_client import REGISTRY
from redis.asyncio import Redis
from structlog.testing import capture_logs

from services.gateway.auth.quota import Caller, Quotas
from services.gateway.store.asked_together import AskedTogether
from services.gateway.store.shared_quotas import SharedQuotas
from tests.integration.gateway.browsing import entered
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for


@pytest.fixture
def few(house: House) -> House:
    house.runtime.quotas.own.per_minute = {"anonymous": 2, "visitor": 4, "person": 3, "partner": 4}
    return house


def counted_alone() -> float:
    return REGISTRY.get_sample_value("gateway_requests_counted_alone_total") or 0.0


def told(answer: httpx.Response) -> tuple[int, str | None, str | None]:
    return answer.status_code, answer.headers.get("ratelimit-policy"), answer.headers.get("ratelimit")


async def test_a_network_is_told_how_it_stands_and_refused_beyond_its_quota(few: House) -> None:
    nobody = await few.browser()
    answers = [await nobody.get("/v1/topics") for _ in range(3)]
    assert [told(it) for it in answers] == [
        (200, '"anonymous";q=2;w=60', '"anonymous";r=1;t=30'),
        (200, '"anonymous";q=2;w=60', '"anonymous";r=0;t=60'),
        (429, '"anonymous";q=2;w=60', '"anonymous";r=0;t=30'),
    ]
    assert (answers[2].headers["retry-after"], answers[2].json()["code"]) == ("30", "rate_limited")
    few.clock.advance(seconds=30)
    assert (await nobody.get("/v1/topics")).status_code == 200


async def test_what_has_not_changed_costs_nothing(few: House) -> None:
    nobody = await few.browser()
    etag = (await nobody.get("/v1/topics")).headers["etag"]
    for _ in range(3):
        same = await nobody.get("/v1/topics", headers={"if-none-match": etag})
        assert told(same) == (304, '"anonymous";q=2;w=60', '"anonymous";r=1;t=30')


async def test_partners_and_people_have_their_own_and_no_key_of_nobodys_has_more(few: House) -> None:
    ada = await few.sign_in("ada@mail.example")
    keys = [(await key_for(few, "Venue Finder", "webhooks"))[1] for _ in range(2)]
    partners = [await few.browser(key) for key in keys]
    forger = await few.browser(keys[0][:-3] + "xxx")
    few.clock.advance(minutes=1)
    first, second = [await one.get("/v1/partner/webhooks") for one in partners]
    assert told(await ada.get("/v1/me")) == (200, '"person";q=3;w=60', '"person";r=2;t=20')
    assert (told(first)[2], told(second)[2]) == ('"partner";r=3;t=15', '"partner";r=2;t=30')
    assert [(await forger.get("/v1/partner/webhooks")).status_code for _ in range(3)] == [401, 401, 429]


async def test_pages_are_counted_apart_and_refused_by_a_page_but_checks_of_health_are_not(few: House) -> None:
    nobody, ada = await few.browser(), await entered(few)
    few.clock.advance(minutes=1)
    pages = [await nobody.get("/sign-in") for _ in range(5)]
    assert [it.status_code for it in pages] == [200] * 4 + [429]
    assert (pages[-1].headers["retry-after"], "<h1>" in pages[-1].text) == ("15", True)
    own = [await ada.get("/blocks") for _ in range(4)]
    assert [it.status_code for it in own] == [200] * 3 + [429]
    assert "Sign out" in own[-1].text
    others = [await nobody.get(path) for path in ("/live", "/ready") for _ in range(3)]
    assert {told(it) for it in others} == {(200, None, None)}
    assert (await nobody.get("/v1/topics")).status_code == 200


async def test_what_a_page_reads_counts_for_its_person(few: House) -> None:
    ada = await few.sign_in("ada@mail.example")
    page = await few.browser()
    page.cookies.set("acquaint", ada.headers["authorization"].removeprefix("Bearer "))
    few.clock.advance(minutes=1)
    read = await page.get("/v1/me/digest/preview?format=html")
    assert told(read) == (200, '"person";q=3;w=60', '"person";r=2;t=20')
    assert told(await ada.get("/v1/me"))[2] == '"person";r=1;t=40'
    assert told(await page.delete("/v1/me"))[:2] == (401, '"anonymous";q=2;w=60')


async def test_processes_count_together(few: House) -> None:
    nobody = Caller("anonymous", "192.0.2.7")
    other = SharedQuotas(
        AskedTogether(few.runtime.redis), few.runtime.redis_prefix, Quotas(few.runtime.quotas.own.per_minute)
    )
    now = few.clock()
    standings = [await one.take(nobody, now) for one in (few.runtime.quotas, other, few.runtime.quotas)]
    assert [(it.remaining, it.wait_s) for it in standings] == [(1, None), (0, None), (0, 30)]
    assert (await other.give_back(nobody, now)).remaining == 1
    assert (await few.runtime.quotas.take(nobody, now)).wait_s is None


async def test_a_process_counts_alone_while_valkey_is_away(few: House) -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0")
    alone = SharedQuotas(AskedTogether(away), "", Quotas(few.runtime.quotas.own.per_minute))
    nobody, now, before = Caller("anonymous", "192.0.2.8"), few.clock(), counted_alone()
    with capture_logs() as logs:
        together = await asyncio.gather(*(alone.take(nobody, now) for _ in range(2)))
        waits = [it.wait_s for it in (*together, await alone.take(nobody, now))]
        await away.aclose()
        alone.scripts = few.runtime.quotas.scripts
        assert (await alone.take(nobody, now + timedelta(seconds=6))).remaining == 1
    assert (waits, counted_alone() - before) == ([None, None, 30], 3)
    assert [(it["event"], it["requests"]) for it in logs] == [
        ("quotas.counted_alone", 0),
        ("quotas.shared_again", 3),
    ]


async def test_a_process_that_is_late_itself_counts_with_the_others(few: House) -> None:
    people, before = [Caller("person", str(uuid4())) for _ in range(120)], counted_alone()
    asked = asyncio.gather(*(few.runtime.quotas.take(one, few.clock()) for one in people))
    while not asked.done():
        await asyncio.sleep(0)
        time.sleep(0.08)  # noqa: ASYNC251 - four turns are longer than Valkey may be silent, which it is not
    assert ({it.remaining for it in await asked}, counted_alone() - before) == ({2}, 0)


async def test_a_clock_that_was_set_back_keeps_nobody_out(few: House) -> None:
    nobody, now = Caller("anonymous", "192.0.2.9"), few.clock()
    await few.runtime.quotas.take(nobody, now + timedelta(hours=1))
    told = [await few.runtime.quotas.take(nobody, now) for _ in range(3)]
    assert [(it.remaining, it.wait_s) for it in told] == [(1, None), (0, None), (0, 30)]


@given(st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=12))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_valkey_counts_as_one_process_would(few: House, steps: list[tuple[int, bool]]) -> None:
    own, caller, now = Quotas(few.runtime.quotas.own.per_minute), Caller("person", str(uuid4())), few.clock()
    for wait_s, back in steps:
        now += timedelta(seconds=wait_s)
        shared = few.runtime.quotas.give_back if back else few.runtime.quotas.take
        alone = own.give_back if back else own.take
        assert await shared(caller, now) == alone(caller, now)
