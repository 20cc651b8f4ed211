"""A search is saved, events change, and a letter comes: once, bundled, and only of what is news."""

import email
import json
import re
from datetime import timedelta
from email.policy import default
from typing import Any

import httpx
import pytest

from services.gateway.workers import alerts, goers
from services.gateway.workers.digest import issue_once, send_once
from tests.integration.gateway.acquaintances import soil_day
from tests.integration.gateway.announced import ML, ML_LATER, NEW, SOIL
from tests.integration.gateway.browsing import entered, field, post
from tests.integration.gateway.conftest import House
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import add_source

ADA = "ada@people.example"


async def publish(house: House, *events: str) -> None:
    """Put another calendar where the first one was, and have it read."""
    house.publisher.put("/a.ics", vcalendar(*events))
    house.clock.advance(hours=24)
    await house.events.poll_now()
    while await alerts.watch_once(house.runtime):
        pass


async def save(person: httpx.AsyncClient, name: str, query: str, how: str = "at_once") -> str:
    answer = await person.post("/v1/me/searches", json={"name": name, "query": query, "alerts": how})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def letters(house: House) -> list[Any]:
    """Write and send what is due after an hour; return the alerts sent so far."""
    house.clock.advance(hours=2)
    while await alerts.tell_once(house.runtime):
        pass
    while await send_once(house.runtime):
        pass
    rows = await house.db.fetch(
        "select content, state from digest_issue where list = 'alerts' order by created_at"
    )
    assert {row["state"] for row in rows} <= {"sent"}
    return [email.message_from_bytes(row["content"], policy=default) for row in rows]


def words(letter: Any) -> str:
    return str(letter.get_body(("plain",)).get_content()).replace("\r\n", "\n")


def evening(number: int) -> str:
    """One of many evenings that no two of which are alike."""
    day = f"2027{1 + number % 12:02d}{1 + number % 28:02d}"
    title = f"Evening {number} of talks number {number}"
    return vevent(f"m-{number}", title, f"{day}T170000Z", f"{day}T190000Z")


@pytest.fixture
async def ada(house: House) -> httpx.AsyncClient:
    """Ada, signed in, on a house whose change log is read to its end."""
    await alerts.watch_once(house.runtime)
    await publish(house, SOIL, ML)
    return await house.sign_in(ADA)


async def test_a_search_is_kept_changed_and_deleted(house: House, ada: httpx.AsyncClient) -> None:
    kept = (
        await ada.post(
            "/v1/me/searches", json={"name": "Soil", "query": "https://x.example/?q=soil&sort=added"}
        )
    ).json()
    again = await ada.post("/v1/me/searches", json={"name": "Soil", "query": ""})
    renamed = await ada.patch(f"/v1/me/searches/{kept['id']}", json={"name": "Earth", "alerts": "weekly"})
    listed = (await ada.get("/v1/me/searches")).json()
    stranger = await house.sign_in("bob@people.example")
    theirs = await stranger.get(f"/v1/me/searches/{kept['id']}")
    gone = await ada.delete(f"/v1/me/searches/{kept['id']}")
    assert (kept["query"], kept["alerts"]) == ("q=soil", "daily")
    assert kept["calendar_url"] == "http://acquaint.example/v1/events.ics?q=soil"
    assert (again.status_code, again.json()["code"]) == (409, "name_taken")
    assert [(it["name"], it["alerts"], it["query"]) for it in listed["items"]] == [
        ("Earth", "weekly", "q=soil")
    ]
    assert renamed.json()["id"] == kept["id"]
    assert (theirs.status_code, theirs.json()["code"]) == (404, "search_missing")
    assert (gone.status_code, (await ada.get("/v1/me/searches")).json()["items"]) == (204, [])


async def test_a_bad_query_is_refused_and_named(ada: httpx.AsyncClient) -> None:
    wrong = {
        "colour=red": "/query/colour", "topic=nothing": "/query/topic", "near=Nowhereville": "/query/near",
        "kind=party": "/query/kind", "rust": "/query",
    }  # fmt: skip
    asked = [await ada.post("/v1/me/searches", json={"name": "x", "query": query}) for query in wrong]
    told = [(it.status_code, it.json()["errors"][0]["pointer"]) for it in asked]
    assert told == [(422, pointer) for pointer in wrong.values()]


async def test_what_is_new_and_what_changed_comes_in_one_letter(house: House, ada: httpx.AsyncClient) -> None:
    await save(ada, "Soil in Berlin", "q=soil&near=Berlin&radius_km=50")
    await save(ada, "All", "")
    await publish(house, SOIL.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT"), ML_LATER, NEW)
    (letter,) = await letters(house)
    text = words(letter)
    assert letter["Subject"] == "Your searches: 1 new event, 2 changes"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == '"Acquaint, your searches" <alerts.acquaint.example>'
    assert "1. Machine Learning Meetup\n   New date; it was Tue 1 Jun 2027.\n   Tue 8 Jun 2027" in text
    assert "1. Soil Health Field Day\n   Cancelled." in text
    assert "2. Soil Microbes Workshop\n   New." in text
    assert text.count("Soil Health Field Day") == 1
    assert len(await letters(house)) == 1


@pytest.mark.parametrize("how", ["at_once", "weekly"])
async def test_who_goes_and_follows_is_told_of_a_change_in_one_letter(
    house: House, ada: httpx.AsyncClient, how: str
) -> None:
    await goers.tell_once(house.runtime)
    await save(ada, "All", "", how)
    await ada.put("/v1/me", json={"display_name": "Ada"})
    await ada.put(f"/v1/me/attendance/{await soil_day(ada)}", json={"status": "going"})
    await publish(house, SOIL.replace("20270519T", "20270526T"), ML, NEW)
    while await goers.tell_once(house.runtime):
        pass
    [waits] = [it["waiting"] for it in (await ada.get("/v1/me/searches")).json()["items"]]
    assert 1 == waits  # what the letter of where she goes told her waits for nothing
    week = (await ada.get("/v1/me/digest/preview")).json()["text"]
    told = week if how == "weekly" else words((await letters(house))[0])
    own = await house.db.fetch("select subject from mail_message where kind = 'going'")
    assert [row["subject"] for row in own] == ["Another time: Soil Health Field Day"]
    assert ("Soil Microbes Workshop\n   New." in told, "New date" in told) == (True, False)
    assert (how, len(await letters(house))) in {("at_once", 1), ("weekly", 0)}


async def test_flapping_and_edits_are_not_told(house: House, ada: httpx.AsyncClient) -> None:
    await save(ada, "All", "")
    await publish(house, SOIL, ML_LATER)
    await publish(house, SOIL.replace("Field Day", "Field Day 2027"), ML)
    assert await letters(house) == []


async def test_what_came_while_alerts_were_off_is_no_news(house: House, ada: httpx.AsyncClient) -> None:
    search_id = await save(ada, "All", "", "none")
    await publish(house, SOIL, ML, NEW)
    await ada.patch(f"/v1/me/searches/{search_id}", json={"alerts": "at_once"})
    await publish(house, SOIL, ML, NEW.replace("Workshop", "Workshop 2027"))
    assert await letters(house) == []


async def test_daily_comes_in_the_morning_of_the_person(house: House, ada: httpx.AsyncClient) -> None:
    await save(ada, "Soil", "q=soil", "daily")
    await publish(house, SOIL, ML, NEW)
    due = await house.db.fetchval("select next_at from alert_turn")
    assert (due.hour, due > house.clock(), due - house.clock() < timedelta(days=1)) == (8, True, True)
    assert await letters(house) == []
    house.clock.advance(hours=24)
    assert len(await letters(house)) == 1


async def test_weekly_news_stands_in_the_weekly_letter_once(house: House, ada: httpx.AsyncClient) -> None:
    await save(ada, "Soil", "q=soil", "weekly")
    await publish(house, SOIL, ML, NEW)
    preview = (await ada.get("/v1/me/digest/preview")).json()
    house.clock.advance(days=5)  # from a Wednesday to a Monday
    for _ in range(3):
        await issue_once(house.runtime)
        house.clock.advance(days=7)
    rows = await house.db.fetch("select content from digest_issue where list = 'digest' order by created_at")
    bodies = [words(email.message_from_bytes(row["content"], policy=default)) for row in rows]
    assert "YOUR SEARCH: SOIL\n\n1. Soil Microbes Workshop" in preview["text"]
    assert ["YOUR SEARCH: SOIL" in body for body in bodies] == [True] + [False] * (len(bodies) - 1)
    assert await letters(house) == []


async def test_one_click_stops_alerts_alone_and_they_can_be_taken_up(
    house: House, ada: httpx.AsyncClient
) -> None:
    await save(ada, "All", "")
    await publish(house, SOIL, ML, NEW)
    (letter,) = await letters(house)
    url = letter["List-Unsubscribe"].split(">")[0].removeprefix("<")
    nobody = await house.browser()
    assert "Stop the alerts of your searches?" in (await nobody.get(url)).text
    stopped = await nobody.post(url, content="List-Unsubscribe=One-Click")
    await publish(house, SOIL, ML_LATER, NEW)
    unsent = await letters(house)
    page = (await ada.get("/v1/me/digest")).json()
    back = await nobody.post(url, data={"wish": "again"})
    await publish(house, SOIL, ML, NEW)
    assert (stopped.status_code, "No more alerts come" in stopped.text, len(unsent)) == (200, True, 1)
    assert page["frequency"] == "weekly"
    assert ("They come again" in back.text, len(await letters(house))) == (True, 2)


async def test_a_burst_is_one_letter_of_bounded_size(house: House, ada: httpx.AsyncClient) -> None:
    await save(ada, "All", "")
    many = [evening(number) for number in range(1200)]
    await publish(house, SOIL, ML, *many)
    (letter,) = await letters(house)
    told = words(letter)
    assert "30. " in told
    assert " more: http://acquaint.example/" in told
    assert len(letter.as_bytes()) < 90_000
    assert len(await letters(house)) == 1


async def test_calls_for_papers_are_told_a_week_ahead_once(house: House, ada: httpx.AsyncClient) -> None:
    call = {
        "name": "Soil Conference", "url": "https://soil.example/", "startDate": "2027-04-01",
        "city": "Berlin", "country": "Germany",
        "cfpUrl": "https://soil.example/cfp", "cfpEndDate": "2026-12-10",
    }  # fmt: skip
    rows = json.dumps([call])
    await add_source(house.events, house.publisher.put("/c.json", rows, "application/json"))
    await house.events.poll_now()
    while await alerts.watch_once(house.runtime):
        pass
    await save(ada, "Soil", "q=soil")
    await alerts.look_at_deadlines(house.runtime)
    early = await letters(house)
    house.clock.advance(days=11)
    for _ in range(3):
        await alerts.look_at_deadlines(house.runtime)
        house.clock.advance(days=1)
    (letter,) = await letters(house)
    assert early == []
    assert letter["Subject"] == "Your searches: 1 call for papers closes"
    assert "Call for papers closes Thu 10 Dec 2026" in words(letter)


async def test_the_page_saves_renames_and_deletes(house: House) -> None:
    nobody, ada = await house.browser(), await entered(house)
    start = await ada.get("/?q=soil&kind=conference")
    saved = await post(
        ada, start, "/searches", query=field(start, "query"), name="soil · Conference", alerts="weekly"
    )
    page = await ada.get("/searches")
    [search_id] = re.findall(r'id="(sav_[a-z0-9]+)"', page.text)
    twice = await post(ada, page, "/searches", query="q=soil", name="soil · Conference")
    renamed = await post(ada, page, f"/searches/{search_id}", do="save", name="Earth", alerts="none")
    after = await ada.get("/searches")
    deleted = await post(ada, page, f"/searches/{search_id}", do="delete")
    assert "to save this search and be told of news by e-mail" in (await nobody.get("/?q=soil")).text
    assert (saved.status_code, saved.headers["location"]) == (303, "/searches?saved=yes")
    assert 'value="soil · Conference"' in page.text
    assert '<option value="weekly" selected>' in page.text
    assert (twice.status_code, "You have a search called" in twice.text) == (409, True)
    assert (renamed.status_code, 'value="Earth"' in after.text) == (303, True)
    assert deleted.status_code == 303
    assert "None yet." in (await ada.get("/searches")).text
