"""A saved search that can be read no more: its owner is told, on the page, by the API and in one letter."""

import httpx
import pytest

from services.gateway.workers import alerts
from shared.clients.events import EventsClient
from shared.kernel.errors import AppError, Kind
from tests.integration.gateway.browsing import entered
from tests.integration.gateway.conftest import House

ADA = "ada@people.example"


async def save(person: httpx.AsyncClient, name: str, query: str, how: str = "at_once") -> str:
    answer = await person.post("/v1/me/searches", json={"name": name, "query": query, "alerts": how})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_search_that_can_be_read_no_more_says_so_and_none_such_is_kept(house: House) -> None:
    ada = await house.sign_in(ADA)
    advice = "`near` is not a place we know; give a town"
    refused = await ada.post("/v1/me/searches", json={"name": "Far", "query": "q=soil&near=Nowhereville"})
    assert (422, True) == (refused.status_code, advice in refused.json()["detail"])
    await save(ada, "Soil", "q=soil")
    kept = await save(ada, "Near", "near=Berlin")
    await house.db.execute("update saved_search set query = 'near=Nowhereville' where id = $1", kept)
    told = {it["name"]: it["problem"] for it in (await ada.get("/v1/me/searches")).json()["items"]}
    assert told["Soil"] is None
    assert told["Near"].startswith(advice)
    assert told["Near"] == (await ada.get(f"/v1/me/searches/{kept}")).json()["problem"]
    browser = await entered(house, ADA)
    page = (await browser.get("/searches")).text
    assert page.count("This search finds nothing any more.") == 1
    assert "<code>near</code> is not a place we know" in page


@pytest.mark.parametrize("kind", [Kind.UNAVAILABLE, Kind.MISSING])
async def test_searches_are_listed_beside_a_service_that_cannot_say_what_it_refuses(
    house: House, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    async def unknown(_client: EventsClient, _queries: object) -> None:
        raise AppError("not_found", kind, "There is nothing at this address.")

    ada = await house.sign_in(ADA)
    await save(ada, "Soil", "q=soil")
    monkeypatch.setattr(EventsClient, "refusals", unknown)
    [found] = (await ada.get("/v1/me/searches")).json()["items"]
    assert ("Soil", None) == (found["name"], found["problem"])


async def test_whose_search_is_refused_for_a_day_is_written_to_once(
    house: House,
) -> None:
    ada = await house.sign_in(ADA)
    kept = await save(ada, "Near `home`", "near=Berlin", "weekly")
    await house.db.execute("update saved_search set query = 'near=Nowhereville' where id = $1", kept)
    sql = "select subject, text, headers->>'List-Id' as list from mail_message where kind = 'alerts'"
    told = []
    for hours in (*[2] * 26, 25, 25):
        await alerts.look_at_deadlines(house.runtime)
        house.clock.advance(hours=hours)
        told.append(len(await house.db.fetch(sql)))
    [letter] = await house.db.fetch(sql)
    assert told == [0] * 24 + [1] * 4
    assert (letter["subject"], letter["list"]) == (
        "A search of yours finds nothing any more",
        '"Acquaint, your searches" <alerts.acquaint.example>',
    )
    said, why, what, way_out = letter["text"].split("\n\n")
    assert said == "Your search “Near `home`” finds nothing any more, so no news of it comes."
    assert why.startswith("near is not a place we know; give a town")
    assert what == "Ask it anew, save it, and delete this one:\nhttp://acquaint.example/searches"
    assert way_out.startswith("--\nNo more letters of your searches, without signing in:\nhttp")
