"""An organiser has meetings planned by key or page, publishes them, and each attendee sees their own."""

import csv
from collections import Counter
from io import StringIO
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from services.gateway.workers import imports
from services.matching.workers.planning import PLANS, plan_once
from shared.clients.matching import MatchingClient
from tests.integration.gateway.acquaintances import ADA, BOB
from tests.integration.gateway.browsing import field
from tests.integration.gateway.conftest import House
from tests.integration.gateway.organisers import bring
from tests.integration.gateway.partners import deliver, key_for, listen, messages, send, settle
from tests.integration.gateway.planning import STARTS, WISH, brought, five, plan_at, planned, who_meets
from tests.support.killed import killed_at


@pytest.fixture
async def partner(house: House) -> httpx.AsyncClient:
    """An organiser whose key may bring people and see them."""
    return await house.browser((await key_for(house, "Field Days", "imports", "people"))[1])


@pytest.fixture
async def event_id(house: House) -> str:
    """The event that is planned for."""
    return str((await (await house.browser()).get("/v1/events?q=soil")).json()["items"][0]["id"])


async def test_everybody_of_the_partners_own_meets_everybody_once(
    house: House,
    partner: httpx.AsyncClient,
    event_id: str,
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)))
    plan = await planned(house, partner, event_id)
    figures = plan["figures"]
    first = plan["meetings"][0]
    assert (plan["state"], plan["people"], plan["published_at"], plan["agreed_since"]) == (
        "ready",
        4,
        None,
        0,
    )
    assert Counter(who_meets(plan)) == Counter(
        [("t1", "t2"), ("t1", "t3"), ("t1", "t4"), ("t2", "t3"), ("t2", "t4"), ("t3", "t4")]
    )
    assert (figures["meetings"], figures["least"], figures["most"]) == (6, 3, 3)
    assert figures["worth"] <= figures["bound"]
    assert (first["round"], first["starts_at"]["local"], first["ends_at"]["local"]) == (
        1, "2027-05-19T10:00", "2027-05-19T10:20",
    )  # fmt: skip
    assert plan["meetings"][-1]["starts_at"]["local"] == "2027-05-19T11:00"
    at = f"/v1/partner/events/{event_id}/meeting-plan/{plan['id']}"
    stranger = await house.sign_in("stranger@mail.example")
    await stranger.put(
        f"/v1/me/attendance/{event_id}", json={"status": "going", "match": True, "listed": True}
    )
    agreed = five(event_id)[4].replace('"match": false', '"match": true')
    await settle(house, partner, await send(partner, agreed))
    assert (await partner.get(at)).json()["agreed_since"] == 1
    assert (await (await house.browser()).get(at)).status_code == 401


async def test_nobody_meets_more_people_than_their_quota(
    house: House,
    partner: httpx.AsyncClient,
    event_id: str,
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)[:4]))
    quotas = [{"external_id": "t1", "most": 1}, {"external_id": "t2", "most": 3}]
    plan = await planned(house, partner, event_id, most=2, quotas=quotas)
    counts = Counter(one for two in who_meets(plan) for one in two)
    assert (counts["t1"], max(counts["t3"], counts["t4"])) == (1, 2)
    assert counts["t2"] <= 3
    assert (plan["wish"]["most"], plan["wish"]["quotas"]) == (2, [it | {"least": 0} for it in quotas])
    path = f"/v1/partner/events/{event_id}/meeting-plan"
    nobody = await partner.post(path, json=WISH | {"quotas": [quotas[0], {"external_id": "t9", "most": 1}]})
    [error] = nobody.json()["errors"]
    assert (nobody.status_code, nobody.json()["code"]) == (422, "quota_of_nobody")
    assert error["pointer"] == "/quotas/1/external_id"


async def test_who_blocks_puts_aside_or_knows_somebody_does_not_meet_them(
    house: House,
    partner: httpx.AsyncClient,
    event_id: str,
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)[:4]))
    before = await planned(house, partner, event_id)
    ids = {one["external_id"]: one["person_id"] for it in before["meetings"] for one in it["people"]}
    await house.matching.db.execute(
        "INSERT INTO block (person_id, other_id, created_at) VALUES ($1, $2, now())", ids["t1"], ids["t2"]
    )
    path = f"/v1/partner/events/{event_id}/meeting-plan/{before['id']}"
    since = (await partner.get(path)).json()
    for verdict, other in (("not_now", "t3"), ("asked", "t4")):
        await house.matching.db.execute(
            "INSERT INTO dismissal VALUES ($1, $2, $3, NULL, now())", ids["t1"], ids[other], verdict
        )
    after = await planned(house, partner, event_id)
    assert ("t1", "t2") in who_meets(before)
    assert ("t1", "t2") not in who_meets(since)
    assert len(since["meetings"]) == len(before["meetings"]) - 1
    assert {two for two in who_meets(after) if "t1" in two} == {("t1", "t4")}


async def test_attendees_see_their_own_once_it_is_published(
    house: House,
    partner: httpx.AsyncClient,
    event_id: str,
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)[:4]))
    plan = await planned(house, partner, event_id, rounds=1)
    path = f"/v1/partner/events/{event_id}/meeting-plan/{plan['id']}"
    me = await house.sign_in("t1@mail.example")
    mine = f"/v1/me/attendance/{event_id}/meetings"
    unseen, none = (await me.get(mine)).json()["items"], await me.get(f"{mine}.ics")
    published = await partner.post(f"{path}/published")
    [seen] = (await me.get(mine)).json()["items"]
    [mate] = seen["people"]
    [two] = [two for two in who_meets(plan) if "t1" in two]
    other = next(one for one in two if one != "t1")
    page = await house.browser()
    page.cookies.set("acquaint", me.headers["authorization"].removeprefix("Bearer "))
    shown = (await page.get(f"/events/{event_id}")).text
    assert (unseen, published.json()["published_at"] is not None) == ([], True)
    assert (seen["round"], seen["starts_at"]["local"], mate["person"]["display_name"]) == (
        1, STARTS, f"Person {other[1:]}",
    )  # fmt: skip
    assert [one["kind"] for one in mate["reasons"]] == ["shared_topic"]
    read: Any = Calendar.from_ical((await me.get(f"{mine}.ics")).content)
    [entry] = read.walk("VEVENT")
    assert (none.status_code, none.json()["code"]) == (404, "meetings_missing")
    assert (str(entry["summary"]), entry["dtstart"].dt.isoformat()[:16]) == (f"Person {other[1:]}", STARTS)
    assert f"Person {other[1:]}: {mate['opener']}\n\nhttp" in str(entry["description"])
    assert f'href="{mine}.ics"' in shown
    assert "Your meetings there" in shown
    assert f"10:00–10:20</strong> · table {seen['table']}" in shown


async def test_who_left_the_partners_sight_is_in_no_plan_of_theirs_for_which_the_planned_alone_are_asked(
    house: House, partner: httpx.AsyncClient, event_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)[:4]))
    plan = await planned(house, partner, event_id)
    me = await house.sign_in("t1@mail.example")
    await me.put(f"/v1/me/attendance/{event_id}", json={"status": "going", "match": True, "listed": False})
    [elsewhere] = [it["id"] for it in (await me.get("/v1/events?q=machine")).json()["items"]]
    await me.put(f"/v1/me/attendance/{elsewhere}", json={"status": "going", "listed": True})
    monkeypatch.delattr(MatchingClient, "attendees")  # of an event may be tens of thousands
    for address in (event_id, elsewhere):
        seen = (await partner.get(f"/v1/partner/events/{address}/meeting-plan/{plan['id']}")).json()
        assert not any("t1" in two for two in who_meets(seen))
        assert len(seen["meetings"]) == 3


async def test_a_webhook_of_the_partner_hears_that_a_plan_is_ready(house: House, event_id: str) -> None:
    partner = await house.browser((await key_for(house, "Field Days", "imports", "people", "webhooks"))[1])
    await listen(house, partner, types=["meeting_plan.ready"])
    await settle(house, partner, await send(partner, *five(event_id)))
    plan = await planned(house, partner, event_id)
    await house.settle()
    await deliver(house)
    [told] = messages(house)
    assert told["type"] == "meeting_plan.ready"
    assert told["data"] == {
        "plan_id": plan["id"],
        "event_id": event_id,
        "people": 4,
        "meetings": 6,
        "plan_url": f"http://acquaint.example/v1/partner/events/{event_id}/meeting-plan/{plan['id']}",
    }


async def test_wishes_that_cannot_be_are_refused(partner: httpx.AsyncClient, event_id: str) -> None:
    path = f"/v1/partner/events/{event_id}/meeting-plan"
    wrong = [WISH | {"rounds": 0}, WISH | {"starts_at": "2027-05-19T10:00Z"}, {"rounds": 3}, WISH | {"x": 1}]
    answers = [(await partner.post(path, json=one)).status_code for one in wrong]
    nobody = await partner.post(path, json=WISH)
    unknown = await partner.get(f"{path}/mpl_{'0' * 26}")
    assert answers == [422, 422, 422, 422]
    assert (nobody.status_code, nobody.json()["code"]) == (409, "plan_empty")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "plan_missing")


async def test_a_plan_is_made_and_published_on_the_organisers_page(house: House) -> None:
    olga, event_id = await brought(house)
    organise = f"/organise/{event_id}"
    token = field(await olga.get(organise), "csrf")
    form = {"csrf": token, "starts_at": STARTS, "rounds": "2", "minutes": "15", "pause": "5", "tables": ""}
    hosts = {"group": "hosts", "addresses": f"{BOB.upper()}, eve@mail.example", "met_by_each": "1"}
    sent = await olga.post(f"{organise}/meeting-plan", data=form)
    waits = (await olga.get(organise)).text
    await plan_once(house.matching)
    shown = (await olga.get(organise)).text
    await olga.post(f"{plan_at(shown, organise)}/publish", data={"csrf": token})
    published = (await olga.get(organise)).text
    house.clock.advance(minutes=1)
    wrong = await olga.post(f"{organise}/meeting-plan", data={**form, "rounds": "99"})
    nobody = await olga.post(f"{organise}/meeting-plan", data={**form, **hosts})
    await olga.post(f"{organise}/meeting-plan", data={**form, **hosts, "addresses": BOB.upper()})
    await plan_once(house.matching)
    anew = (await olga.get(organise)).text
    assert (sent.status_code, sent.headers["location"]) == (303, f"{organise}#plan")
    assert "at work" in waits
    assert "2 people, 1 meeting each" in shown
    assert "people see theirs" in published
    assert (wrong.status_code, "Rounds: write " in wrong.text) == (422, True)
    assert "has this address: eve@mail.example. Take it out" in nobody.text
    assert f">{BOB.upper()}, eve@mail.example</textarea>" in nobody.text
    assert f">{BOB}</textarea>" in anew
    assert 'name="met_by_each" type="number" min="0" max="20" value="1"' in anew


async def test_a_column_of_the_organisers_table_is_a_group_of_a_plan(house: House) -> None:
    olga, event_id = await brought(house)
    organise = f"/organise/{event_id}"
    page = await olga.get(organise)
    form = {"csrf": field(page, "csrf"), "starts_at": STARTS, "rounds": "2", "met_by_each": "1"}
    unsaid = await olga.post(f"{organise}/meeting-plan", data=form)
    unknown = await olga.post(f"{organise}/meeting-plan", data={**form, "group": "hosts"})
    alone = await olga.post(f"{organise}/meeting-plan", data={**form, "group": "mentor", "among": "VIP"})
    made = await olga.post(f"{organise}/meeting-plan", data={**form, "group": "mentor"})
    seats = await house.matching.db.fetch("SELECT groups FROM plan_person ORDER BY groups")
    assert "In your file: Mentor (1), VIP (1)." in page.text
    assert "Say of whom so many are to be met" in unsaid.text
    assert "with a group of this name (there are: Mentor, VIP)." in unknown.text
    assert (alone.status_code, "matched at this event and are of “VIP”." in alone.text) == (409, True)
    assert made.status_code == 303
    assert [list(seat["groups"]) for seat in seats] == [[], [0]]


async def test_the_organiser_reads_how_many_went_and_came_since_a_plan(house: House) -> None:
    olga, event_id = await brought(house)
    organise = f"/organise/{event_id}"
    form = {"csrf": field(await olga.get(organise), "csrf"), "starts_at": STARTS, "rounds": "2"}
    await olga.post(f"{organise}/meeting-plan", data=form)
    await plan_once(house.matching)
    whole = (await olga.get(organise)).text
    bob = await house.sign_in(BOB)
    assert (await bob.delete(f"/v1/me/attendance/{event_id}")).status_code == 204
    await bring(olga, event_id, "First Name,E-mail\nEve,eve@mail.example\n", match="yes")
    while await imports.import_once(house.runtime):
        pass
    told = (await olga.get(organise)).text
    gone, came = "2 of them left", "1 person came or agreed to be matched since."
    assert [(gone in page, came in page) for page in (whole, told)] == [(False, False), (True, True)]


async def test_a_plan_is_taken_along_as_table_and_calendar(house: House) -> None:
    olga, event_id = await brought(house)
    organise = f"/organise/{event_id}"
    form = {"csrf": field(await olga.get(organise), "csrf"), "starts_at": STARTS}
    await olga.post(f"{organise}/meeting-plan", data=form)
    await plan_once(house.matching)
    base = plan_at((await olga.get(organise)).text, organise)
    [row] = csv.DictReader(StringIO((await olga.get(f"{base}/meetings.csv")).text))
    read: Any = Calendar.from_ical((await olga.get(f"{base}/meetings.ics")).content)
    [entry] = read.walk("VEVENT")
    eve = await (await house.browser()).get(f"{base}/meetings.csv")
    assert (row["round"], row["starts_at"], row["table"]) == ("1", STARTS, "1")
    assert {row["name_1"], row["name_2"]} == {"'=Ada", "Bob"}
    assert all(row[f"external_id_{n}"].startswith("adr_") for n in (1, 2))
    assert {row["email_1"], row["email_2"]} == {ADA, BOB}
    assert sorted(str(entry["summary"]).split(" and ")) == ["=Ada", "Bob"]
    assert (str(entry["location"]), entry["dtstart"].dt.isoformat()[:16]) == ("Table 1", STARTS)
    assert eve.status_code in (303, 401)
    slips = (await olga.get(f"{base}/print")).text
    assert "A slip for each of 2 people" in slips
    bob = '<td><div>Bob <span class="soft small">Farm</span></div></td>'
    assert slips.index(">=Ada</h2>") < slips.index(bob) < slips.index(">Bob</h2>")


async def test_a_plan_that_ends_whoever_makes_it_is_given_up_with_a_reason(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)))
    path = f"/v1/partner/events/{event_id}/meeting-plan"
    begun = (await partner.post(path, json=WISH)).json()
    house.clock.advance(seconds=1)
    await killed_at(house.matching.db, house.clock, PLANS)

    assert [await plan_once(house.matching), await plan_once(house.matching)] == [1, 0]

    told = (await partner.get(f"{path}/{begun['id']}")).json()
    assert (begun["detail"], told["state"]) == (None, "failed")
    assert told["detail"].startswith("The process that made it ended each time before it was done")
    assert (await planned(house, partner, event_id))["state"] == "ready"
