"""An organiser brings attendees from a file, sees what became of each line, and gets whom each could meet."""

from itertools import chain
from typing import Any

import httpx
import pytest

from services.gateway.api.partner import attendees as scoped
from services.gateway.workers import imports
from services.gateway.workers.digest import issue_once
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import ADA, BEN, IMPORTS, NDJSON, key_for, line, send, settle

UNKNOWN = "evt_" + 26 * "0"
CSV = {"content-type": "text/csv; charset=utf-8"}


@pytest.fixture
async def partner(house: House) -> httpx.AsyncClient:
    """An organiser whose key may bring people and see them."""
    return await house.browser((await key_for(house, "Field Days", "imports", "people"))[1])


async def pages(partner: httpx.AsyncClient, target: str) -> list[list[str]]:
    """Return the external ids on each page of a list, as far as there is a next one."""
    found, next_page = list[list[str]](), target
    while next_page:
        page = (await partner.get(next_page)).json()
        found.append([it["external_id"] for it in page["items"]])
        next_page = page["next"]
    return found


@pytest.fixture
async def event_id(house: House) -> str:
    """The event that the attendees go to."""
    return str((await (await house.browser()).get("/v1/events?q=soil")).json()["items"][0]["id"])


async def results(partner: httpx.AsyncClient, sent: dict[str, Any], query: str = "") -> list[tuple[Any, ...]]:
    """Return line, id and outcome of each line, with the beginning of its detail."""
    items = (await partner.get(f"{IMPORTS}/{sent['id']}/lines{query}")).json()["items"]
    return [(it["line"], it["external_id"], it["outcome"], (it["detail"] or "")[:30]) for it in items]


async def letters(house: House) -> list[tuple[str, str]]:
    """Return to whom letters of partners' attendees are written, and their subjects."""
    sql = "select to_address, subject from mail_message where kind = 'brought' order by to_address"
    return [(row["to_address"], row["subject"]) for row in await house.db.fetch(sql)]


async def test_attendees_are_brought_listed_and_matched(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    sent = await send(
        partner,
        line("1", "ada@mail.example", ADA, event_id, match=True, listed=True),
        line("2", "ben@mail.example", BEN, event_id, match=True, listed=True),
        line("3", "cem@mail.example", {"display_name": "Cem"}, event_id),
    )
    ended = await settle(house, partner, sent)
    people = (await partner.get(f"/v1/partner/events/{event_id}/people")).json()["items"]
    lists = (await partner.get(f"/v1/partner/events/{event_id}/suggestions")).json()["items"]
    assert (sent["state"], sent["lines"], sent["accepted"]) == ("waiting", 3, 0)
    assert (ended["state"], ended["accepted"], ended["rejected"]) == ("finished", 3, 0)
    assert sorted((it["external_id"], it["person"]["display_name"], it["match"]) for it in people) == [
        ("1", "Ada", True),
        ("2", "Ben", True),
        ("3", "Cem", False),
    ]
    assert sorted(
        (it["external_id"], [him["person"]["display_name"] for him in it["people"]]) for it in lists
    ) == [
        ("1", ["Ben"]),
        ("2", ["Ada"]),
    ]
    assert any(
        "soil" in reason["text"].lower() for it in lists for him in it["people"] for reason in him["reasons"]
    )
    assert await letters(house) == [
        (f"{who}@mail.example", "Field Days told us that you go to Soil Health Field Day")
        for who in ("ada", "ben", "cem")
    ]


async def test_pages_are_of_those_who_may_be_shown_and_none_is_empty(
    house: House, partner: httpx.AsyncClient, event_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = {2, 5, 6}
    people = [
        line(str(n), f"person{n}@mail.example", {"display_name": f"P{n}"}, event_id, match=n in agreed)
        for n in range(9)
    ]
    await settle(house, partner, await send(partner, *people))
    mine = f"/v1/partner/events/{event_id}"
    lists, attendees = (
        await pages(partner, f"{mine}/suggestions?limit=2"),
        await pages(partner, f"{mine}/people?limit=4"),
    )
    assert ([len(page) for page in lists], sorted(chain.from_iterable(lists))) == ([2, 1], ["2", "5", "6"])
    assert [len(page) for page in attendees] == [4, 4, 1]
    stranger = await house.browser((await key_for(house, "Other Days", "people"))[1])
    assert await pages(stranger, f"{mine}/suggestions?limit=1") == [[]]
    monkeypatch.setattr(scoped, "_LOOKS", 1)
    shorter = await pages(partner, f"{mine}/suggestions?limit=2")
    assert sorted(chain.from_iterable(shorter)) == ["2", "5", "6"]


async def test_the_same_file_again_changes_nothing_and_another_line_replaces(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    first = line("1", "ada@mail.example", ADA, event_id, match=True)
    await settle(house, partner, await send(partner, first))
    await settle(house, partner, await send(partner, first))
    changed = {**ADA, "headline": "Soil chemist"}
    await settle(house, partner, await send(partner, line("1", "Ada@Mail.Example", changed, event_id)))
    [person] = (await partner.get(f"/v1/partner/events/{event_id}/people")).json()["items"]
    assert (person["person"]["headline"], person["match"]) == ("Soil chemist", True)
    assert await letters(house) == [
        ("ada@mail.example", "Field Days told us that you go to Soil Health Field Day")
    ]


async def test_who_has_an_account_decides_alone_and_the_partner_cannot_tell(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    ada = await house.sign_in("ada@mail.example")
    before = (await ada.get("/v1/me")).json()
    sent = await send(partner, line("1", "ada@mail.example", ADA, event_id, match=True, listed=True))
    ended = await settle(house, partner, sent)
    nobody = (await partner.get(f"/v1/partner/events/{event_id}/people")).json()["items"]
    mine = (await ada.get("/v1/me/attendance")).json()["items"]
    await ada.put(f"/v1/me/attendance/{event_id}", json={"status": "going", "listed": True})
    [listed] = (await partner.get(f"/v1/partner/events/{event_id}/people")).json()["items"]
    assert (ended["accepted"], ended["rejected"]) == (1, 0)
    assert ((await ada.get("/v1/me")).json()["profile"], mine, nobody) == (before["profile"], [], [])
    assert (listed["external_id"], listed["listed"]) == ("1", True)
    assert len(await letters(house)) == 1


async def test_whoever_signs_in_takes_the_account_over(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    await settle(
        house, partner, await send(partner, line("1", "ada@mail.example", ADA, event_id, match=True))
    )
    await issue_once(house.runtime)
    enrolled = await house.db.fetchval("select count(*) from digest_subscriber")
    ada = await house.sign_in("ada@mail.example")
    mine = (await ada.get("/v1/me")).json()["profile"]
    await settle(
        house, partner, await send(partner, line("1", "ada@mail.example", BEN, event_id, listed=True))
    )
    held = (await ada.get("/v1/me/attendance")).json()["items"]
    assert (enrolled, mine["headline"]) == (0, "Soil scientist")
    assert (await ada.get("/v1/me")).json()["profile"] == mine
    assert [(it["match"], it["listed"]) for it in held] == [(True, False)]


async def test_whoever_erases_themselves_is_not_brought_again(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    brought = line("1", "ada@mail.example", ADA, event_id, match=True)
    await settle(house, partner, await send(partner, brought))
    ada = await house.sign_in("ada@mail.example")
    await ada.request("DELETE", "/v1/me")
    again = await send(partner, brought)
    await settle(house, partner, again)
    assert await results(partner, again) == [(1, "1", "rejected", "The person under this external")]
    assert (await partner.get(f"/v1/partner/events/{event_id}/people")).json()["items"] == []


async def test_every_bad_line_says_why_and_costs_no_other(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    sent = await send(
        partner,
        line("1", "ada@mail.example", ADA, event_id),
        "{not json",
        "[1]",
        "",
        line("2", "no address", BEN),
        line("3", "ben@mail.example", {"headline": "nameless"}),
        line("4", "cem@mail.example", BEN, "evt_unknown"),
        line("1", "dan@mail.example", BEN),
        line("5", "eve@mail.example", {**BEN, "visibility": {"bio": "public"}}),
    )
    await settle(house, partner, sent)
    assert await results(partner, sent) == [
        (1, "1", "accepted", ""),
        (2, None, "rejected", "This is not JSON: unexpected c"),
        (3, None, "rejected", "Each line must be one JSON obj"),
        (5, "2", "rejected", "This is not an e-mail address "),
        (6, "3", "rejected", "profile.display_name: is neede"),
        (7, "4", "rejected", "There is no event of this even"),
        (8, "1", "rejected", "This external_id stands on lin"),
        (9, "5", "rejected", "profile.visibility: who may se"),
    ]
    assert [it[0] for it in await results(partner, sent, "?outcome=rejected&limit=2")] == [2, 3]
    refused = await send(partner, "{not json")
    assert (refused["state"], refused["rejected"], refused["finished_at"]) == (
        "finished", 1, refused["created_at"],
    )  # fmt: skip
    assert await house.db.fetchval("select count(*) from partner_import_line where body is not null") == 0


async def test_a_dry_run_keeps_nothing(house: House, partner: httpx.AsyncClient, event_id: str) -> None:
    sent = await send(
        partner, line("1", "ada@mail.example", ADA, event_id), line("2", "ben@mail.example", BEN, "evt_x"),
        query="?dry_run=true",
    )  # fmt: skip
    ended = await settle(house, partner, sent)
    assert (ended["dry_run"], ended["accepted"], ended["rejected"]) == (True, 1, 1)
    assert await house.db.fetchval("select count(*) from account") == 0
    assert await letters(house) == []


async def test_how_far_a_long_file_is_shows_on_the_way(house: House, partner: httpx.AsyncClient) -> None:
    people = [line(str(n), f"person{n}@mail.example", ADA) for n in range(30)]
    sent = await send(partner, *people, query="?dry_run=true")
    assert await imports.import_once(house.runtime) == 25
    found = (await partner.get(f"{IMPORTS}/{sent['id']}")).json()
    ended = await settle(house, partner, sent)
    assert [(it["state"], it["accepted"]) for it in (found, ended)] == [("waiting", 25), ("finished", 30)]


async def test_attendance_alone_and_a_table(house: House, partner: httpx.AsyncClient, event_id: str) -> None:
    table = (
        "external_id;email;display_name;interests;needs;city;languages\r\n"
        '1;ada@mail.example;Ada;"soil health; drones";'
        '"advice: sensors; mentor: how to fund it";Berlin;"Deutsch:C1; en"\r\n'
    )
    answer = await partner.post(IMPORTS, content=table.encode("utf-8-sig"), headers=CSV)
    people = await settle(house, partner, answer.json())
    stands = (
        f"external_id,event_id,match,listed\n1,{event_id},yes,no\n9,{event_id},yes,no\n1,evt_other,no,no\n"
    )
    sent = (await partner.post(f"{IMPORTS}?kind=attendance", content=stands, headers=CSV)).json()
    await settle(house, partner, sent)
    for consent in (",listed\n1,yes", "\n1", ",match\n1,no"):
        told, query = f"external_id{consent}\n", f"?kind=attendance&event_id={event_id}"
        sent_anew = (await partner.post(f"{IMPORTS}{query}", content=told, headers=CSV)).json()
        await settle(house, partner, sent_anew)
    ada = await house.sign_in("ada@mail.example")
    profile = (await ada.get("/v1/me")).json()["profile"]
    [stand] = (await ada.get("/v1/me/attendance")).json()["items"]
    assert people["accepted"] == 1, await results(partner, people)
    assert [it["text"] for it in profile["needs"]] == ["sensors", "how to fund it"]
    assert (profile["interests"], profile["place"]["city"]) == (["soil health", "drones"], "Berlin")
    assert [(it["tag"], it["level"]) for it in profile["languages"]] == [("de", "C1"), ("en", "C1")]
    assert (stand["event_id"], stand["match"], stand["listed"]) == (event_id, False, True)
    assert await results(partner, sent) == [
        (2, "1", "accepted", ""),
        (3, "9", "rejected", "Nobody was brought under this "),
        (4, "1", "rejected", "There is no event of this even"),
    ]


async def test_a_file_that_cannot_be_read_is_refused_whole(partner: httpx.AsyncClient) -> None:
    for body, headers, said in (
        (b"external_id,emial\n1,a@b.test\n", CSV, "There is no column 'emial'."),
        (b"\xff", NDJSON, "The letters of line 1 are not written as UTF-8"),
        (b"\n\n", NDJSON, "There is no line in it."),
        (b"{}", {"content-type": "application/json"}, "Send `Content-Type: application/x-ndjson`"),
    ):
        answer = await partner.post(IMPORTS, content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "import_unreadable")
        assert answer.json()["detail"].startswith(said)


async def test_a_service_that_is_away_loses_no_line(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    sent = await send(partner, line("1", "ada@mail.example", ADA, event_id, match=True))
    house.to_matching.cut = True
    while await imports.import_once(house.runtime):
        pass
    waiting = (await partner.get(f"{IMPORTS}/{sent['id']}")).json()
    house.to_matching.cut = False
    house.clock.advance(minutes=2)
    ended = await settle(house, partner, sent)
    assert (waiting["state"], waiting["accepted"], ended["state"], ended["accepted"]) == (
        "waiting",
        0,
        "finished",
        1,
    )


async def test_a_partner_sees_its_own_alone(house: House, partner: httpx.AsyncClient, event_id: str) -> None:
    sent = await send(partner, line("1", "ada@mail.example", ADA, event_id, match=True, listed=True))
    await settle(house, partner, sent)
    other = await house.browser((await key_for(house, "Somebody", "imports", "people"))[1])
    narrow = await house.browser((await key_for(house, "Field Days", "webhooks"))[1])
    assert (await other.get(f"{IMPORTS}/{sent['id']}")).json()["code"] == "import_missing"
    assert (await other.get(IMPORTS)).json()["items"] == []
    assert (await other.get(f"/v1/partner/events/{event_id}/people")).json()["items"] == []
    assert (await narrow.get(IMPORTS)).json()["code"] == "scope_missing"
    assert (await partner.get(f"/v1/partner/events/{UNKNOWN}/people")).status_code == 404
