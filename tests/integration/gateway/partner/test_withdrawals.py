"""Who cancels is taken off by the same file that brings people, and nobody is kept who never came."""

import json

from services.gateway.store.partners.groups import of_event
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import ADA, BEN, key_for, line, send, settle


async def test_who_cancels_is_taken_off_and_who_was_never_brought_is_not_kept(house: House) -> None:
    partner = await house.browser((await key_for(house, "Field Days", "imports", "people"))[1])
    event_id = (await partner.get("/v1/events?q=soil")).json()["items"][0]["id"]
    there = f"/v1/partner/events/{event_id}/people"
    ada = line("1", "ada@mail.example", ADA, event_id, match=True, groups=["mentors"])
    never = line("2", "ben@mail.example", BEN, event_id, status="not_going")
    off = json.dumps({"external_id": "1", "attendance": {"event_id": event_id, "status": "not_going"}})
    brought = await settle(house, partner, await send(partner, ada, never))
    before = [it["external_id"] for it in (await partner.get(there)).json()["items"]]
    for _again in range(2):
        assert (await settle(house, partner, await send(partner, off, query="?kind=attendance")))[
            "accepted"
        ] == 1
    letters = await house.db.fetch("select to_address from mail_message where kind = 'brought'")
    accounts = await house.db.fetchval("select count(*) from account where email = 'ben@mail.example'")
    assert (brought["accepted"], before, (await partner.get(there)).json()["items"]) == (2, ["1"], [])
    assert ([row["to_address"] for row in letters], accounts) == (["ada@mail.example"], 0)
    assert await of_event(house.runtime.db, "Field Days", event_id) == {}
