"""A partner brings its own events: kept by its ids, read like any source, joined with what others tell."""

import json
from typing import Any

import httpx
import pytest

from services.gateway.workers import imports
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for

NDJSON = {"content-type": "application/x-ndjson"}
CSV = {"content-type": "text/csv"}
FAIR = {
    "external_id": "fair-27", "title": "Compost Fair", "starts_at": "2027-06-10T10:00",
    "ends_at": "2027-06-10T18:00", "timezone": "Europe/Vienna", "venue": "Old Brewery", "city": "Graz",
    "country": "AT", "url": "https://compost.example/fair", "kind": "networking", "topics": ["soil health"],
    "price_min": 5, "price_max": 12.5, "currency": "EUR", "languages": ["de"],
    "description": "Growers compare what they make of kitchen scraps.",
}  # fmt: skip


@pytest.fixture
async def partner(house: House) -> httpx.AsyncClient:
    """A partner whose key may bring events."""
    return await house.browser((await key_for(house, "Field Days", "imports"))[1])


async def brought(
    house: House, partner: httpx.AsyncClient, *lines: dict[str, Any], query: str = ""
) -> dict[str, Any]:
    """Send events, deal with them and read them; return the import as it ended."""
    body = "\n".join(json.dumps(line) for line in lines)
    sent = await partner.post(f"/v1/partner/imports?kind=events{query}", content=body, headers=NDJSON)
    assert sent.status_code == 202, sent.text
    return await ended(house, partner, sent.json()["id"])


async def ended(house: House, partner: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    while await imports.import_once(house.runtime):
        pass
    house.clock.advance(minutes=2)
    await house.events.poller.run_once()
    return dict((await partner.get(f"/v1/partner/imports/{import_id}")).json())


async def event_of(partner: httpx.AsyncClient, external_id: str) -> dict[str, Any]:
    [told] = (await partner.get(f"/v1/partner/events?external_id={external_id}")).json()["items"]
    return dict((await partner.get(f"/v1/events/{told['event_id']}")).json())


async def test_an_event_is_brought_found_and_shown_as_it_was_told(
    house: House, partner: httpx.AsyncClient
) -> None:
    done = await brought(house, partner, FAIR)
    assert (done["state"], done["accepted"], done["rejected"]) == ("finished", 1, 0)
    found = (await (await house.browser()).get("/v1/events?q=compost")).json()["items"]
    event = await event_of(partner, "fair-27")
    assert event in found
    place = {name: event["place"][name] for name in ("venue", "city", "country")}
    assert (event["title"], event["kind"], event["mode"], event["status"]) == (
        "Compost Fair", "networking", "in_person", "scheduled",
    )  # fmt: skip
    assert place == {"venue": "Old Brewery", "city": "Graz", "country": "AT"}
    assert event["starts_at"] == {
        "local": "2027-06-10T10:00", "timezone": "Europe/Vienna", "utc": "2027-06-10T08:00:00Z",
    }  # fmt: skip
    assert event["price"] == {"is_free": False, "min": 5.0, "max": 12.5, "currency": "EUR"}
    assert [(it["title"], it["url"]) for it in event["sources"]] == [
        ("Field Days", "https://compost.example/fair")
    ]


async def test_the_same_line_changes_nothing_another_replaces_and_what_is_left_out_stays(
    house: House, partner: httpx.AsyncClient
) -> None:
    await brought(
        house, partner, FAIR, {**FAIR, "external_id": "two", "title": "Manure Summit", "kind": None}
    )
    first = await event_of(partner, "fair-27")
    await brought(house, partner, FAIR)
    assert (await event_of(partner, "fair-27"))["updated_at"] == first["updated_at"]
    await brought(house, partner, {**FAIR, "status": "cancelled", "kind": "workshop"})
    changed, other = await event_of(partner, "fair-27"), await event_of(partner, "two")
    assert (changed["id"], changed["status"], changed["kind"]) == (first["id"], "cancelled", "workshop")
    assert (other["title"], other["status"], other["kind"]) == ("Manure Summit", "scheduled", "conference")


async def test_what_others_tell_of_too_is_one_event(house: House, partner: httpx.AsyncClient) -> None:
    nobody = await house.browser()
    [soil] = (await nobody.get("/v1/events?q=soil")).json()["items"]
    line = {
        "external_id": "mine", "title": "Soil Health Field Day", "starts_at": "2027-05-19T09:00",
        "timezone": "Europe/Berlin", "city": "Berlin", "country": "DE", "url": "https://soil.example/2027",
    }  # fmt: skip
    await brought(house, partner, line)
    event = await event_of(partner, "mine")
    assert event["id"] == soil["id"]
    assert len(event["sources"]) == 2


async def test_each_line_says_what_is_wrong_with_it_and_a_dry_run_keeps_nothing(
    house: House, partner: httpx.AsyncClient
) -> None:
    lines = (
        FAIR,
        {**FAIR, "external_id": "a", "starts_at": "2027-02-30"},
        {**FAIR, "external_id": "b", "timezone": "Mars/Olympus"},
        {**FAIR, "external_id": "c", "ends_at": "2027-06-09"},
        {**FAIR, "external_id": "d", "starts_at": "0199-05-01", "ends_at": None},
        {**FAIR, "external_id": "e", "atendees": 5},
        {**FAIR, "external_id": "f", "mode": "hybrid", "venue": None, "city": None},
    )
    done = await brought(house, partner, *lines, query="&dry_run=true")
    told = (await partner.get(f"/v1/partner/imports/{done['id']}/lines?outcome=rejected")).json()["items"]
    assert (done["dry_run"], done["accepted"], done["rejected"]) == (True, 1, 6)
    assert [(it["external_id"], it["detail"].partition(":")[0]) for it in told] == [
        ("a", "starts_at"), ("b", "timezone"), ("c", "line"), ("d", "starts_at"), ("e", "atendees"),
        ("f", "line"),
    ]  # fmt: skip
    assert (await partner.get("/v1/partner/events")).json() == {
        "items": [],
        "next": None,
        "next_cursor": None,
    }


async def test_a_table_says_the_same_and_events_are_their_partners_own(
    house: House, partner: httpx.AsyncClient
) -> None:
    table = (
        "ID;Event Name;Start Date;End Date;City;Country;Link;Tags;is_free\n"
        "t1;Compost Fair;2027-06-10 10:00;2027-06-10 18:00;Graz;AT;https://compost.example;soil, mud;yes\n"
        "t2;Manure Summit;2027-07-01;;Graz;AT;;;\n"
    )
    sent = await partner.post("/v1/partner/imports?kind=events", content=table, headers=CSV)
    done = await ended(house, partner, sent.json()["id"])
    stranger = await house.browser((await key_for(house, "Others", "imports"))[1])
    pages = [(await partner.get("/v1/partner/events?limit=1")).json()]
    pages.append((await partner.get(pages[0]["next"])).json())
    assert (done["accepted"], done["rejected"]) == (2, 0)
    assert [[it["external_id"] for it in page["items"]] for page in pages] == [["t1"], ["t2"]]
    assert pages[1]["next"] is None
    assert (await event_of(partner, "t1"))["price"]["is_free"] is True
    assert (await event_of(partner, "t2"))["starts_at"]["local"] == "2027-07-01"
    assert (await stranger.get("/v1/partner/events")).json()["items"] == []
    wrong = await partner.post("/v1/partner/imports?kind=events&event_id=evt_1", content=table, headers=CSV)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "import_unreadable")


async def test_nobody_claims_what_a_partner_brought(house: House, partner: httpx.AsyncClient) -> None:
    await brought(house, partner, FAIR)
    source = (await event_of(partner, "fair-27"))["sources"][0]["source_id"]
    ada = await house.sign_in("ada@mail.example")
    claims = [
        await ada.post(f"/v1/sources/{source}/claims", json={"method": method})
        for method in ("dns_txt", "rel_me")
    ]
    assert {(it.status_code, it.json()["code"]) for it in claims} == {(422, "claim_impossible")}
    told = (await ada.get(f"/v1/sources/{source}")).json()
    assert (told["title"], told["format"], told["status"]) == ("Field Days", "partner", "healthy")
    assert told["url"] == f"http://acquaint.example/sources/{source}"
    assert (await ada.get(f"/sources/{source}")).status_code == 200


async def test_without_the_events_service_lines_wait(house: House, partner: httpx.AsyncClient) -> None:
    house.to_events.cut = True
    done = await brought(house, partner, FAIR)
    assert (done["state"], done["accepted"]) == ("waiting", 0)
    house.to_events.cut = False
    house.clock.advance(minutes=1)
    again = await ended(house, partner, done["id"])
    assert (again["state"], again["accepted"]) == ("finished", 1)
