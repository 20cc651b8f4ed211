"""People to meet near a place, and soon."""

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


async def test_who_goes_nowhere_is_shown_nobody_near_a_place(house: House, ada: httpx.AsyncClient) -> None:
    del ada
    dan = await house.sign_in("dan@mail.example")
    await dan.put("/v1/me", json={"display_name": "Dan", "interests": ["soil health"]})
    assert await names(dan, "?near=Berlin") == []


@pytest.mark.parametrize(
    ("query", "field"), [("near=Qwertzuiopville", "near"), ("near=91,0", "near"), ("weeks=0", "weeks"),
                         ("radius_km=5", "radius_km"), ("weeks=58", "weeks"), ("nearby=Berlin", "nearby")]
)  # fmt: skip
async def test_what_cannot_be_meant_is_named(ada: httpx.AsyncClient, query: str, field: str) -> None:
    answer = await ada.get(f"/v1/me/people?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/query/{field}")


async def test_where_nobody_knows_the_place_the_answer_says_what_is_missing(
    house: House, ada: httpx.AsyncClient
) -> None:
    house.to_events.cut = True
    answer = await ada.get("/v1/me/people?near=Berlin")
    assert (answer.status_code, answer.json()) == (200, {"items": [], "next": None, "degraded": ["events"]})
    assert answer.headers["cache-control"] == "no-store"
