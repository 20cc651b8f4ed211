"""People to meet near a place, and soon."""

import re

import httpx
import pytest

from tests.integration.gateway.conftest import House

GOES = {"status": "going", "match": True, "listed": True}


@pytest.fixture
async def ada(house: House) -> httpx.AsyncClient:
    """Ada goes to Berlin in May, where Ben is, and to Hamburg in June, where Cem is."""
    found = (await (await house.browser()).get("/v1/events")).json()["items"]
    cities = {event["place"]["city"]: event["id"] for event in found}
    people = {
        "Ada": ("Berlin", "Hamburg"), "Ben": ("Berlin",), "Cem": ("Hamburg",),
    }  # fmt: skip
    browsers = {}
    for name, where in people.items():
        browsers[name] = await house.sign_in(f"{name}@mail.example")
        profile = {"display_name": name, "interests": ["soil health", "machine learning"]}
        await browsers[name].put("/v1/me", json=profile)
        for city in where:
            await browsers[name].put(f"/v1/me/attendance/{cities[city]}", json=GOES)
    return browsers["Ada"]


async def names(ada: httpx.AsyncClient, query: str) -> list[str]:
    answer = await ada.get(f"/v1/me/people{query}")
    assert answer.status_code == 200, answer.text
    return sorted(it["person"]["display_name"] for it in answer.json()["items"])


async def test_people_are_given_near_a_place_and_soon(ada: httpx.AsyncClient) -> None:
    assert await names(ada, "") == ["Ben", "Cem"]
    assert await names(ada, "?near=Berlin") == ["Ben"]
    assert await names(ada, "?near=53.55,9.99&radius_km=20") == ["Cem"]
    assert await names(ada, "?near=Berlin&radius_km=500") == ["Ben", "Cem"]
    assert await names(ada, "?weeks=26") == ["Ben"]
    assert await names(ada, "?weeks=26&near=Hamburg") == []
    assert await names(ada, "?weeks=1") == []


@pytest.fixture
async def dan(house: House, ada: httpx.AsyncClient) -> httpx.AsyncClient:
    """Dan is based in Potsdam and goes nowhere; Ben lets everybody see his name and is in Berlin in May."""
    del ada
    ben, dan = await house.sign_in("Ben@mail.example"), await house.sign_in("dan@mail.example")
    assert (await ben.patch("/v1/me", json={"visibility": {"display_name": "public"}})).is_success
    home = {"city": "Potsdam", "country": "DE"}
    await dan.put("/v1/me", json={"display_name": "Dan", "interests": ["soil health"], "place": home})
    return dan


async def test_who_shows_that_they_go_is_found_near_there_by_who_does_not(dan: httpx.AsyncClient) -> None:
    assert await names(dan, "?near=Berlin") == ["Ben"]
    assert await names(dan, "?near=Hamburg") == []
    assert await names(dan, "?weeks=26") == ["Ben"]
    assert await names(dan, "?weeks=1") == []
    [found] = (await dan.get("/v1/me/people?near=Berlin&limit=1")).json()["items"]
    assert found["scope"] is None
    assert found["reasons"][-1]["text"] == "They go to Soil Health Field Day in Berlin, on 19 May 2027."
    assert [field for reason in found["reasons"][:-1] for field in reason["evidence"]] == []
    assert found["strength"] == "worth_a_try"


async def test_who_does_not_show_that_they_go_is_not_found(house: House, dan: httpx.AsyncClient) -> None:
    ben = await house.sign_in("Ben@mail.example")
    [event] = (await ben.get("/v1/events?near=Berlin")).json()["items"]
    found = []
    for status, listed, match in (
        ("going", False, True), ("going", True, False), ("interested", True, True), ("going", True, True)
    ):  # fmt: skip
        stand = {"status": status, "listed": listed, "match": match}
        assert (await ben.put(f"/v1/me/attendance/{event['id']}", json=stand)).is_success
        found.append(await names(dan, "?near=Berlin"))
    assert found == [[], [], [], ["Ben"]]


async def test_a_page_finds_whom_to_meet_nearby(house: House, dan: httpx.AsyncClient) -> None:
    page = await house.browser()
    page.cookies.set("acquaint", dan.headers["authorization"].removeprefix("Bearer "))
    asked, found = await page.get("/nearby"), await page.get("/nearby?near=Berlin&radius_km=50&weeks=30")
    assert ("Nobody shows that they go" in asked.text, "<h3>Ben</h3>" in found.text) == (True, True)
    assert 'name="back" value="/nearby?near=Berlin&amp;radius_km=50&amp;weeks=30#people"' in found.text
    home, nobody = await page.get("/nearby?weeks=30&near="), await page.get("/nearby?weeks=1")
    assert ("<h3>Ben</h3>" in home.text, "Nobody shows that they go" in nobody.text) == (True, True)
    wrong = [await page.get(f"/nearby?{query}") for query in ("near=Qwertzville&weeks=2", "weeks=99")]
    assert [422, 422] == [one.status_code for one in wrong]
    assert "not a place we know" in wrong[0].text


async def test_a_page_tells_where_one_meets_who_goes_to_the_same(
    house: House, ada: httpx.AsyncClient
) -> None:
    page = await house.browser()
    page.cookies.set("acquaint", ada.headers["authorization"].removeprefix("Bearer "))
    found = (await page.get("/nearby?near=Berlin&weeks=30")).text
    [berlin] = (await ada.get("/v1/events?near=Berlin")).json()["items"]
    told = re.findall(r'You both go to <a href="/events/(\w+)#per_\w+">([^<]+)</a>', found)
    assert [(berlin["id"], berlin["title"])] == told


async def test_a_page_looks_near_home_at_once_and_asks_where_that_is(house: House) -> None:
    eva, page = await house.sign_in("eva@mail.example"), await house.browser()
    page.cookies.set("acquaint", eva.headers["authorization"].removeprefix("Bearer "))
    unknown = (await page.get("/nearby")).text
    home = {"city": "Potsdam", "country": "DE"}
    await eva.put("/v1/me", json={"display_name": "Eva", "place": home})
    known = (await page.get("/nearby")).text
    told = ("Say near which place", "Potsdam, where you are based", "Nobody shows that they go")
    assert [[words in text for words in told] for text in (unknown, known)] == [
        [True, False, False], [False, True, True],
    ]  # fmt: skip


async def test_what_cannot_be_meant_is_named(ada: httpx.AsyncClient) -> None:
    wrong = [
        "near=Qwertzuiopville", "near=91,0", "weeks=0", "radius_km=5", "weeks=58", "nearby=Berlin"
    ]  # fmt: skip
    answers = [await ada.get(f"/v1/me/people?{query}") for query in wrong]
    told = [(it.status_code, it.json()["errors"][0]["pointer"]) for it in answers]
    assert told == [(422, f"/query/{query.partition('=')[0]}") for query in wrong]


async def test_where_nobody_knows_the_place_the_answer_says_what_is_missing(
    house: House, ada: httpx.AsyncClient
) -> None:
    house.to_events.cut = True
    answer = await ada.get("/v1/me/people?near=Berlin")
    assert (answer.status_code, answer.json()) == (200, {"items": [], "next": None, "degraded": ["events"]})
    assert answer.headers["cache-control"] == "no-store"
