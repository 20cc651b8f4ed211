"""A partner's webhooks hear of those whom it brought, and no more than its lists of them show."""

from typing import Any

import httpx
import pytest

from services.gateway.store.partners import imports
from services.gateway.store.partners.imports import IMPORTS as IMPORTED
from services.gateway.workers.imports import import_once
from tests.integration.gateway.acquaintances import ask, suggested
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import (
    ADA,
    BEN,
    HOOKS,
    IMPORTS,
    NDJSON,
    deliver,
    key_for,
    line,
    listen,
    messages,
    send,
    settle,
)
from tests.support.killed import killed_at

PEOPLE = ("attendance.changed", "introduction.accepted", "import.finished")
EMAILS = {"1": "ada@mail.example", "2": "ben@mail.example"}
SCOPES = ("imports", "people", "webhooks")


@pytest.fixture
async def partner(house: House) -> httpx.AsyncClient:
    return await house.browser((await key_for(house, "Field Days", *SCOPES))[1])


@pytest.fixture
async def event_id(house: House) -> str:
    return str((await (await house.browser()).get("/v1/events?q=soil")).json()["items"][0]["id"])


async def told(house: House, type_: str | None = None) -> list[dict[str, Any]]:
    """Return what was told, type and data, once everything has arrived."""
    await house.settle()
    await deliver(house)
    return [it["data"] for it in messages(house) if type_ in {None, it["type"]}]


async def brought(house: House, partner: httpx.AsyncClient, event_id: str) -> dict[str, Any]:
    """Have the partner bring Ada and Ben, who go to the event."""
    profiles = {"1": ADA, "2": BEN}
    lines = [line(one, EMAILS[one], profiles[one], event_id, match=True) for one in EMAILS]
    return await settle(house, partner, await send(partner, *lines))


async def go(house: House, client: httpx.AsyncClient, event_id: str, **stand: Any) -> None:
    house.clock.advance(seconds=1)
    body = {"status": "going", "match": True, "listed": True, **stand}
    assert (await client.put(f"/v1/me/attendance/{event_id}", json=body)).status_code == 200


async def test_an_import_tells_when_it_has_ended(house: House, partner: httpx.AsyncClient) -> None:
    await listen(house, partner, types=["import.finished"])
    sent = await send(partner, line("1", "ada@mail.example", ADA), "no line", query="?dry_run=true")
    await settle(house, partner, sent)
    [data] = await told(house)
    assert data == {
        "import_id": sent["id"],
        "kind": "people",
        "dry_run": True,
        "state": "finished",
        "lines": 2,
        "accepted": 1,
        "rejected": 1,
        "import_url": f"http://acquaint.example/v1/partner/imports/{sent['id']}",
    }


async def test_where_people_go_is_told_once_they_signed_in_and_are_listed(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    await listen(house, partner, types=["attendance.changed"])
    await brought(house, partner, event_id)
    by_partner = await told(house)
    ada = await house.sign_in(EMAILS["1"])
    await go(house, ada, event_id, listed=False, match=False)
    unlisted = await told(house)
    await go(house, ada, event_id)
    await go(house, ada, event_id)
    await go(house, ada, event_id, status="interested", listed=False)
    await ada.delete(f"/v1/me/attendance/{event_id}")
    seen = await told(house)
    who = {"event_id": event_id, "external_id": "1"}
    assert (by_partner, unlisted) == ([], [])
    assert seen == [{**who, "status": "going", "match": True}, {**who, "status": None, "match": None}]


async def test_nobody_hears_of_people_of_others_or_of_events_its_query_does_not_find(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    other = await house.browser((await key_for(house, "Somebody", *SCOPES))[1])
    await listen(house, other, types=list(PEOPLE))
    await listen(house, partner, types=list(PEOPLE), query="q=meetup")
    await brought(house, partner, event_id)
    await go(house, await house.sign_in(EMAILS["1"]), event_id)
    await go(house, await house.sign_in("eve@mail.example"), event_id)
    assert [it.get("import_id") is not None for it in await told(house)] == [True]


@pytest.mark.parametrize("ben_listed", [True, False])
async def test_that_two_agreed_is_told_where_both_are_the_partners_and_listed(
    house: House, partner: httpx.AsyncClient, event_id: str, ben_listed: bool
) -> None:
    await listen(house, partner, types=["introduction.accepted"])
    await brought(house, partner, event_id)
    ada, ben = [await house.sign_in(email) for email in EMAILS.values()]
    await go(house, ada, event_id)
    await go(house, ben, event_id, listed=ben_listed)
    asked = (await ask(ada, await suggested(ada, event_id))).json()
    before = await told(house)
    accepted = (await ben.post(f"/v1/me/introductions/{asked['id']}/accept")).json()
    instant = house.clock().isoformat()
    assert (before, accepted["state"]) == ([], "accepted")
    told_of = {"event_id": event_id, "external_ids": ["1", "2"], "accepted_at": instant}
    assert await told(house) == ([told_of] if ben_listed else [])


async def test_that_two_agreed_is_not_told_to_who_brought_one_of_them(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    await listen(house, partner, types=["introduction.accepted"])
    await settle(house, partner, await send(partner, line("1", EMAILS["1"], ADA, event_id, match=True)))
    ada, ben = [await house.sign_in(email) for email in EMAILS.values()]
    await ben.put("/v1/me", json={**BEN})
    for one in (ada, ben):
        await go(house, one, event_id)
    asked = (await ask(ada, await suggested(ada, event_id))).json()
    await ben.post(f"/v1/me/introductions/{asked['id']}/accept")
    assert await told(house) == []


async def test_news_of_people_needs_a_key_that_may_read_of_them(house: House) -> None:
    poor = await house.browser((await key_for(house, "Field Days", "webhooks"))[1])
    url = f"http://{house.publisher.origin}/hook"
    for kind in PEOPLE:
        refused = await poor.post(HOOKS, json={"url": url, "types": [kind]})
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing"), kind
    made = (await poor.post(HOOKS, json={"url": url})).json()
    changed = await poor.patch(f"{HOOKS}/{made['id']}", json={"types": ["attendance.changed"]})
    assert (made["types"][0], changed.status_code) == ("event.created", 403)


async def test_an_import_that_was_given_up_says_so(house: House, partner: httpx.AsyncClient) -> None:
    await listen(house, partner, types=["import.finished"])
    answer = await partner.post(IMPORTS, content=line("1", EMAILS["1"], ADA), headers=NDJSON)
    await house.db.execute("update partner_import set attempts = 199")
    house.to_matching.cut = True
    await settle(house, partner, answer.json())
    house.to_matching.cut = False
    assert [(it["state"], it["accepted"]) for it in await told(house)] == [("failed", 0)]


async def test_an_import_that_ends_whoever_deals_with_it_is_given_up_with_a_reason(
    house: House, partner: httpx.AsyncClient
) -> None:
    await listen(house, partner, types=["import.finished"])
    sent = await send(partner, line("1", EMAILS["1"], ADA))
    await killed_at(house.db, house.clock, IMPORTED)
    ended = await settle(house, partner, sent)
    assert (ended["state"], ended["lines"], ended["accepted"]) == ("failed", 1, 0)
    assert ended["detail"].startswith("The process that dealt with it ended each time")
    assert [(it["state"], it["accepted"]) for it in await told(house)] == [("failed", 0)]


async def test_an_import_that_another_worker_took_over_is_settled_by_that_one(
    house: House, partner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send(partner, line("1", EMAILS["1"], ADA))
    read = imports.waiting

    async def taken_over(*asked: Any) -> Any:
        found = await read(*asked)
        await house.db.execute("update partner_import set lease_owner = 'another'")
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(imports, "waiting", taken_over)
        assert await import_once(house.runtime) == 0
    sql = "select outcome, finished_at from partner_import i join partner_import_line l on i.id = l.import_id"
    left = await house.db.fetchrow(sql)
    assert left is not None
    assert (left["outcome"], left["finished_at"]) == ("waiting", None)
    house.clock.advance(minutes=10)
    ended = await settle(house, partner, sent)
    assert (ended["state"], ended["accepted"]) == ("finished", 1)


async def test_an_import_goes_on_when_who_dealt_with_it_was_killed_once(
    house: House, partner: httpx.AsyncClient
) -> None:
    sent = await send(partner, line("1", EMAILS["1"], ADA))
    await killed_at(house.db, house.clock, IMPORTED, times=1, lease_s=90)
    ended = await settle(house, partner, sent)
    assert (ended["state"], ended["accepted"], ended["detail"]) == ("finished", 1, None)
