"""Before an event: whom I know there, what I noted, what is new with them, and what to ask."""

from typing import Any

from tests.integration.gateway.acquaintances import ADA, NEED, introduced, soil_day
from tests.integration.gateway.browsing import entered
from tests.integration.gateway.conftest import House

Json = dict[str, Any]


async def test_a_brief_tells_what_is_noted_new_and_to_be_asked(house: House) -> None:
    ada, bob, tie, theirs = await introduced(house)
    event_id = await soil_day(ada)
    await ada.patch(f"/v1/me/connections/{tie}", json={"notes": "Keeps bees"})
    await ada.post(f"/v1/me/connections/{tie}/promises", json={"text": "the paper"})
    await ada.post(f"/v1/me/connections/{tie}/meetings", json={"kind": "call", "notes": "Of cover crops"})
    house.clock.advance(minutes=3 * 24 * 60)
    ada, bob = await house.sign_in(ADA), await house.sign_in("bob@people.example")
    profile = (await bob.get("/v1/me")).json()["profile"]
    secret = {"visibility": {"goals": "hidden"}, "goals": ["Leave the farm"]}
    await bob.put("/v1/me", json={**profile, "headline": "Head of farming", **secret})
    found: Json = (await ada.get(f"/v1/me/connections/{tie}/brief", params={"event_id": event_id})).json()
    assert (found["name"], found["event_title"], found["notes"]) == (
        "Bob", "Soil Health Field Day", "Keeps bees",
    )  # fmt: skip
    assert [it["text"] for it in found["promises"]] == ["the paper"]
    assert found["last_meeting"]["notes"] == "Of cover crops"
    assert found["news"] == [
        {"text": "Their headline is now “Head of farming”.", "evidence": "them.headline"}
    ]
    assert [it["text"] for it in found["needs"]] == [NEED["text"]]
    assert [it["kind"] for it in found["reasons"]] == ["offer_need", "shared_topic"]
    assert found["questions"][0]["evidence"] == "them.needs[0]"
    assert "Leave the farm" not in str(found)
    assert (await bob.get(f"/v1/me/connections/{tie}/brief")).status_code == 404
    mine: Json = (await bob.get(f"/v1/me/connections/{theirs}/brief")).json()
    assert (mine["notes"], mine["promises"], mine["event_title"]) == ("", [], None)


async def test_who_shows_that_they_go_has_a_brief_at_the_event(house: House) -> None:
    ada, bob, tie, _ = await introduced(house)
    event_id = await soil_day(ada)
    path = f"/v1/me/attendance/{event_id}/briefs"
    unseen = (await ada.get(path)).json()["items"]
    await bob.put(f"/v1/me/attendance/{event_id}", json={"status": "going", "listed": True})
    [seen] = (await ada.get(path)).json()["items"]
    browser = await entered(house, ADA)
    page = (await browser.get(f"/events/{event_id}/brief")).text
    own = (await browser.get(f"/connections/{tie}")).text
    eve = await house.sign_in("eve@people.example")
    assert (unseen, seen["connection_id"], seen["event_id"]) == ([], tie, event_id)
    assert "Whom you know there" in page
    assert "Whom to meet" in page
    assert (
        "You are looking for advice (“Which cover crops build soil carbon”). What have you tried so far?"
        in page
    )
    assert "Before you meet" in own
    assert f'href="/events/{event_id}/brief"' in (await browser.get(f"/events/{event_id}")).text
    assert (await eve.get(path)).json()["items"] == []
