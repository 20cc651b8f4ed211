"""How often one may ask: told with each answer of `/v1`, and 429 beyond it."""

import httpx
import pytest

from tests.integration.gateway.conftest import House
from tests.integration.gateway.test_webhooks import key_for


@pytest.fixture
def few(house: House) -> House:
    house.runtime.quotas.per_minute = {"anonymous": 2, "person": 3, "partner": 4}
    return house


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


async def test_pages_and_checks_of_health_are_not_counted(few: House) -> None:
    nobody = await few.browser()
    answers = [await nobody.get(path) for path in ("/", "/live", "/ready", "/") for _ in range(2)]
    assert {told(it) for it in answers} == {(200, None, None)}
