"""Who agreed to be listed at an event is seen by those who go there, and by nobody else."""

import httpx
import pytest

from tests.integration.gateway.conftest import House


@pytest.fixture
async def event_id(house: House) -> str:
    """An event to go to."""
    return str((await (await house.browser()).get("/v1/events?q=soil")).json()["items"][0]["id"])


async def goer(house: House, name: str, event_id: str, *, listed: bool = True) -> httpx.AsyncClient:
    """Sign somebody in who goes."""
    browser = await house.sign_in(f"{name}@mail.example")
    await browser.put(f"/v1/me/attendance/{event_id}", json={"status": "going", "listed": listed})
    return browser


async def names(browser: httpx.AsyncClient, event_id: str, query: str = "") -> list[str]:
    """Return whom a person sees."""
    answer = await browser.get(f"/v1/me/attendance/{event_id}/people{query}")
    return sorted(it["display_name"] for it in answer.json()["items"])


async def seen(house: House, person: httpx.AsyncClient, event_id: str) -> str:
    """Return the event's page as a signed-in person sees it."""
    browser = await house.browser()
    browser.cookies.set("acquaint", person.headers["authorization"].removeprefix("Bearer "))
    return (await browser.get(f"/events/{event_id}")).text


async def test_those_who_go_see_who_agreed_to_be_listed(house: House, event_id: str) -> None:
    ada, ben, cem = [
        await goer(house, name, event_id, listed=name != "cem") for name in ("ada", "ben", "cem")
    ]
    stranger = await house.sign_in("dan@mail.example")
    page, theirs = [await seen(house, one, event_id) for one in (ada, stranger)]
    assert [await names(one, event_id) for one in (ada, ben, cem)] == [["Ben"], ["Ada"], ["Ada", "Ben"]]
    assert (await stranger.get(f"/v1/me/attendance/{event_id}/people")).json()["code"] == "stand_missing"
    assert "<li>Ben" in page
    assert "<li>Cem" not in page
    assert "Who goes too" not in theirs


async def test_a_list_of_many_is_paged(house: House, event_id: str) -> None:
    for name in ("ada", "ben", "cem"):
        await goer(house, name, event_id)
    dan = await goer(house, "dan", event_id, listed=False)
    first = (await dan.get(f"/v1/me/attendance/{event_id}/people?limit=2")).json()
    second = (await dan.get(first["next"])).json()
    pages = [it["display_name"] for it in first["items"] + second["items"]]
    assert (len(first["items"]), sorted(pages)) == (2, ["Ada", "Ben", "Cem"])
    assert second["next"] is None


async def test_who_blocked_whom_is_seen_by_neither(house: House, event_id: str) -> None:
    ada, ben = [await goer(house, name, event_id) for name in ("ada", "ben")]
    [him] = (await ada.get(f"/v1/me/attendance/{event_id}/people")).json()["items"]
    await ada.post("/v1/me/blocks", json={"person_id": him["id"]})
    assert (await names(ada, event_id), await names(ben, event_id)) == ([], [])
