import json
import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar

from tests.integration.gateway.acquaintances import ADA, BOB, due, introduced, people, two
from tests.integration.gateway.browsing import entered, field
from tests.integration.gateway.conftest import House
from tests.integration.gateway.kept import everything


async def test_an_introduction_makes_each_know_the_other_and_is_followed_up_once(house: House) -> None:
    ada, bob, tie, _ = await introduced(house)
    [seen] = await people(ada)
    assert ("introduced", "Bob", BOB, "Soil Health Field Day", 0.6, "new", 90, "2026-11-26", "") == (
        seen["how"], seen["name"], seen["email"], seen["event_title"], seen["strength"], seen["state"],
        seen["every_days"], seen["next_on"], seen["notes"],
    )  # fmt: skip
    [follow_up] = (await ada.get("/v1/me/followups")).json()["items"]
    assert ("after_meeting", "2026-11-26", BOB) == (
        follow_up["kind"],
        follow_up["due_on"],
        follow_up["email"],
    )
    assert (
        "You are introduced for Soil Health Field Day. Find a time to meet there.",
        (
            "Hello Bob, I am glad that we are introduced. When would twenty minutes at Soil Health Field Day "
            "suit you? I read that you are looking for advice (“Which cover crops build soil carbon”), and "
            "would like to hear where you are with it."
        ),
    ) == (follow_up["reason"], follow_up["draft"])

    assert 204 == (await ada.post(f"/v1/me/followups/{follow_up['id']}/done")).status_code
    [ahead] = (await ada.get("/v1/me/followups")).json()["items"]
    assert ("after_meeting", "2027-05-20") == (ahead["kind"], ahead["due_on"])
    assert "You wrote to them. You meet at Soil Health Field Day: write again afterwards." == ahead["reason"]
    assert (await ada.get("/v1/me/introductions")).json()["items"][0]["follow_up"]["done_at"] is None

    house.clock.advance(days=180)
    ada, bob = await house.sign_in(ADA), await house.sign_in(BOB)
    [over] = (await ada.get("/v1/me/followups")).json()["items"]
    assert "You were introduced at Soil Health Field Day. Write while both of you remember." == over["reason"]
    assert "thank you for the conversation at Soil Health Field Day" in over["draft"]
    await ada.post(f"/v1/me/followups/{follow_up['id']}/done")
    again = house.clock().date() + timedelta(days=90)
    assert [("keep_in_touch", again.isoformat(), "Bob")] == await due(ada)
    assert (await ada.get("/v1/me/introductions")).json()["items"][0]["follow_up"]["done_at"] is not None
    await ada.post(f"/v1/me/followups/{follow_up['id']}/done")
    assert ["message", "message"] == [
        it["kind"] for it in (await ada.get(f"/v1/me/connections/{tie}")).json()["meetings"]
    ]
    assert [("after_meeting", "2027-05-20", "Ada")] == await due(bob)


async def test_what_was_promised_is_reminded_of_until_it_is_kept(house: House) -> None:
    ada, _, tie, _ = await introduced(house)
    today = house.clock().date()
    body = {"text": "the field data", "due_on": (today + timedelta(days=2)).isoformat()}
    made = (await ada.post(f"/v1/me/connections/{tie}/promises", json=body)).json()
    await ada.post(f"/v1/me/connections/{tie}/promises", json={"by_me": False, "text": "a soil map"})
    mine = ("my_promise", body["due_on"], "Bob")
    theirs = ("their_promise", (today + timedelta(days=14)).isoformat(), "Bob")
    write = ("after_meeting", (today + timedelta(days=3)).isoformat(), "Bob")
    assert [mine, write, theirs] == await due(ada)

    [promise] = made["promises"]
    put_off = await ada.post(f"/v1/me/followups/fup_{promise['id'][4:]}/snooze", json={"days": 5})
    assert (204, mine[0], (today + timedelta(days=5)).isoformat()) == (
        put_off.status_code,
        *(await due(ada))[1][:2],
    )
    kept = (await ada.post(f"/v1/me/connections/{tie}/promises/{promise['id']}/kept")).json()
    assert [(False, None), (True, today.isoformat())] == [
        (it["by_me"], it["kept_on"]) for it in kept["promises"]
    ]
    assert "my_promise" not in str(await due(ada))
    await ada.delete(f"/v1/me/connections/{tie}/promises/{promise['id']}")
    assert 1 == len((await ada.get(f"/v1/me/connections/{tie}")).json()["promises"])


async def test_people_who_are_not_here_are_kept_found_and_forgotten(house: House) -> None:
    ada = await house.sign_in(ADA)
    met_on = house.clock().date() - timedelta(days=200)
    new = {
        "name": "Cy Field",
        "organisation": "Loam Ltd",
        "email": "cy@loam.example",
        "met_on": met_on.isoformat(),
    }
    cy = (await ada.post("/v1/me/connections", json=new)).json()
    for number in range(3):
        house.clock.advance(minutes=1)  # ids are ordered by when they were made
        await ada.post("/v1/me/connections", json={"name": f"Other {number}", "every_days": None})
    assert ("added", None, "cooling", "cy@loam.example") == (
        cy["how"],
        cy["person"],
        cy["state"],
        cy["email"],
    )
    assert ["Cy Field"] == [it["name"] for it in await people(ada, q="loam")]
    page = await ada.get("/v1/me/connections", params={"limit": "2"})
    rest = await ada.get(page.json()["next"])
    assert [["Other 2", "Other 1"], ["Other 0", "Cy Field"], None] == [
        [it["name"] for it in page.json()["items"]], [it["name"] for it in rest.json()["items"]],
        rest.json()["next"],
    ]  # fmt: skip
    assert f'<{page.json()["next"]}>; rel="next"' == page.headers["link"]

    changed = await ada.patch(f"/v1/me/connections/{cy['id']}", json={"notes": "Likes rye", "every_days": 30})
    assert ("Likes rye", 30, "Loam Ltd") == tuple(
        changed.json()[it] for it in ("notes", "every_days", "organisation")
    )
    ahead = {"day": (house.clock().date() + timedelta(days=1)).isoformat()}
    refused = [
        await ada.patch(f"/v1/me/connections/{cy['id']}", json={"name": None}),
        await ada.post(f"/v1/me/connections/{cy['id']}/meetings", json=ahead),
        await ada.post("/v1/me/connections", json={"name": ""}),
        await ada.post("/v1/me/connections", json={"name": "A", "colour": "red"}),
    ]
    assert [422] * 4 == [answer.status_code for answer in refused]
    await ada.delete(f"/v1/me/connections/{cy['id']}")
    assert 404 == (await ada.get(f"/v1/me/connections/{cy['id']}")).status_code


async def test_nobody_reaches_what_another_keeps(house: House) -> None:
    ada, bob, tie, _ = await introduced(house)
    await ada.patch(f"/v1/me/connections/{tie}", json={"notes": "canary-55aa"})
    await ada.post(f"/v1/me/connections/{tie}/promises", json={"text": "canary-55ab"})
    [follow_up, *_] = (await ada.get("/v1/me/followups")).json()["items"]
    strange = [
        await bob.get(f"/v1/me/connections/{tie}"),
        await bob.patch(f"/v1/me/connections/{tie}", json={"notes": ""}),
        await bob.post(f"/v1/me/connections/{tie}/meetings", json={}),
        await bob.post(f"/v1/me/followups/{follow_up['id']}/done"),
        await bob.post(f"/v1/me/followups/{follow_up['id']}/snooze"),
    ]
    assert [404] * 5 == [answer.status_code for answer in strange]
    await bob.delete(f"/v1/me/connections/{tie}")
    for path in ("connections", "followups", "home", "introductions", "export"):
        assert b"canary" not in (await bob.get(f"/v1/me/{path}")).content
    assert "canary-55aa" == (await people(ada))[0]["notes"]


async def test_a_block_hides_each_from_the_other_here_too(house: House) -> None:
    ada, bob, _, _ = await introduced(house)
    [seen] = await people(ada)
    await ada.post("/v1/me/blocks", json={"person_id": seen["person"]["id"]})
    for one in (ada, bob):
        assert ([], []) == (await people(one), await due(one))


async def test_it_is_taken_away_and_erased_and_others_keep_what_they_wrote(house: House) -> None:
    ada, bob, tie, _ = await introduced(house)
    await ada.post(f"/v1/me/connections/{tie}/meetings", json={"notes": "spoke of rye"})
    await ada.post(f"/v1/me/connections/{tie}/promises", json={"text": "canary-77"})
    with zipfile.ZipFile(BytesIO((await ada.get("/v1/me/export")).content)) as archive:
        held = {
            name: json.loads(archive.read(f"{name}.json")) for name in ("connections", "meetings", "promises")
        }
        assert "promises.json" in archive.read("README.txt").decode()
    assert ([tie], ["spoke of rye"], ["canary-77"]) == (
        [it["id"] for it in held["connections"]], [it["notes"] for it in held["meetings"]],
        [it["text"] for it in held["promises"]],
    )  # fmt: skip

    await bob.delete("/v1/me")
    [left] = await people(ada)
    assert ("Somebody who has left", None, None) == (left["name"], left["person"], left["email"])
    assert BOB not in await everything(house.matching.db)
    await ada.delete("/v1/me")
    assert "canary-77" not in await everything(house.matching.db)
    assert 0 == await house.matching.db.fetchval("select count(*) from connection")


async def test_whom_one_met_by_a_suggestion_is_known_as_far_as_they_show_themselves(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    await bob.patch("/v1/me", json={"headline": "Agronomist", "visibility": {"headline": "matches"}})
    await ada.post("/v1/me/feedback", json={"suggestion_id": suggestion_id, "verdict": "met"})
    [seen] = await people(ada)
    today = house.clock().date()
    assert ("met", "Bob", None, None, 1.0, today.isoformat()) == (
        seen["how"], seen["name"], seen["headline"], seen["email"], seen["strength"], seen["last_contact_on"],
    )  # fmt: skip
    assert [("after_meeting", (today + timedelta(days=1)).isoformat(), "Bob")] == await due(ada)
    assert [] == await people(bob)


async def test_who_met_before_the_event_is_not_said_to_have_met_there(house: House) -> None:
    ada, _, suggestion_id = await two(house)
    await ada.post("/v1/me/feedback", json={"suggestion_id": suggestion_id, "verdict": "met"})
    [early] = (await ada.get("/v1/me/followups")).json()["items"]
    assert ("You met. Write while both of you remember.", "thank you for the conversation. ") == (
        early["reason"], early["draft"][11:43],
    )  # fmt: skip
    await house.matching.db.execute("UPDATE catalogue_event SET starts_utc = $1", house.clock())
    [there] = (await ada.get("/v1/me/followups")).json()["items"]
    assert there["reason"] == "You met at Soil Health Field Day. Write while both of you remember."


@pytest.mark.parametrize(
    "told", [{"timezone": "Pacific/Auckland"}, {"place": {"city": "Dunedin", "country": "NZ"}}]
)
async def test_days_are_those_of_ones_own_zone(house: House, told: dict[str, object]) -> None:
    ada, _, tie, _ = await introduced(house)
    there = house.clock().date() + timedelta(days=1)
    early = {"kind": "message", "day": there.isoformat()}
    house.clock.advance(hours=24 - house.clock().hour - 2)  # ten in the evening, UTC
    assert house.clock().date() < there
    assert (await ada.post(f"/v1/me/connections/{tie}/meetings", json=early)).status_code == 422
    assert (await ada.patch("/v1/me", json=told)).status_code == 200
    noted = await ada.post(f"/v1/me/connections/{tie}/meetings", json=early)
    assert [it["day"] for it in noted.json()["meetings"]] == [there.isoformat()]
    [follow_up] = (await ada.get("/v1/me/followups")).json()["items"]
    await ada.post(f"/v1/me/followups/{follow_up['id']}/snooze", json={"days": 300})
    assert [it[1] for it in await due(ada)] == [(there + timedelta(days=300)).isoformat()]
    promised = {"text": "send the book", "by_me": True, "due_on": there.isoformat()}
    await ada.post(f"/v1/me/connections/{tie}/promises", json=promised)
    assert [it["kind"] for it in (await ada.get("/v1/me/home")).json()["follow_ups"]] == ["my_promise"]


async def test_follow_ups_are_read_by_calendars_until_the_address_is_renewed(house: House) -> None:
    ada, _, tie, _ = await introduced(house)
    await ada.post(f"/v1/me/connections/{tie}/meetings", json={"kind": "met"})
    nobody = await house.browser()
    url = (await ada.get("/v1/me/followups/calendar")).json()["url"]
    read = await nobody.get(url)
    house.clock.advance(minutes=2 * 24 * 60)
    later = await nobody.get(url)
    days = [
        [event.decoded("dtstart") for event in Calendar.from_ical(answer.content).walk("VEVENT")]
        for answer in (read, later)
    ]
    today: date = house.clock().date()
    assert ([[today - timedelta(days=1)], [today]], "text/calendar") == (
        days, read.headers["content-type"].split(";")[0],
    )  # fmt: skip
    same = await nobody.get(url, headers={"if-none-match": later.headers["etag"]})
    assert 304 == same.status_code
    ada = await house.sign_in(ADA)
    renewed = (await ada.post("/v1/me/followups/calendar")).json()["url"]
    assert [404, 200] == [(await nobody.get(one)).status_code for one in (url, renewed)]
    await ada.delete("/v1/me")
    assert 404 == (await nobody.get(renewed)).status_code


async def test_it_is_done_on_pages_too(house: House) -> None:
    _, _, tie, _ = await introduced(house)
    page = await entered(house, ADA)
    assert 'href="webcal://acquaint.example/v1/followups/' in (await page.get("/connections")).text
    one, today = await page.get(f"/connections/{tie}"), house.clock().date().isoformat()
    talk = {
        "csrf": field(one, "csrf"), "do": "talk", "kind": "met", "day": today,
        "asked": "<b>rye</b>", "mine": "the field data", "theirs": "", "mine_due_on": today,
    }  # fmt: skip
    assert 303 == (await page.post(f"/connections/{tie}", data=talk)).status_code
    shown = await page.get(f"/connections/{tie}")
    assert "&lt;b&gt;rye&lt;/b&gt;" in shown.text
    listed = await page.get("/connections")
    assert "You promised “the field data”" in listed.text
    assert "It is time to follow up with Bob" in (await page.get("/for-you")).text
    follow_up = re.findall(r"/connections/follow-ups/(fup_\w+)", listed.text)[0]
    await page.post(
        f"/connections/follow-ups/{follow_up}", data={"csrf": field(listed, "csrf"), "do": "done"}
    )
    assert "You promised “the field data”" not in (await page.get("/connections")).text

    wrong = await page.post("/connections", data={"csrf": field(listed, "csrf"), "name": "", "email": "x"})
    assert (422, True) == (wrong.status_code, "E-mail: " in wrong.text)
    new = {"csrf": field(listed, "csrf"), "name": "Cy", "email": "", "met_on": "", "notes": ""}
    made = await page.post("/connections", data=new)
    cy = made.headers["location"]
    forget = {"csrf": field(listed, "csrf"), "do": "forget"}
    assert 422 == (await page.post(cy, data=forget)).status_code
    assert 303 == (await page.post(cy, data={**forget, "sure": "yes"})).status_code
    assert 404 == (await page.get(cy)).status_code


async def test_the_weekly_e_mail_reminds_of_promises_and_tells_nothing_of_the_other_side(
    house: House,
) -> None:
    ada, bob, tie, theirs = await introduced(house)
    soon = (house.clock().date() + timedelta(days=3)).isoformat()
    promised = {"text": "the soil carbon paper", "due_on": soon}
    await ada.post(f"/v1/me/connections/{tie}/promises", json=promised)
    await bob.patch(f"/v1/me/connections/{theirs}", json={"notes": "Bob's own view of Ada"})
    mine, of_bob = [(await one.get("/v1/me/digest/preview")).json() for one in (ada, bob)]
    [told] = mine["follow_ups"]
    assert ("Bob", "my_promise", soon) == (told["name"], told["kind"], told["due_on"])
    assert "You promised “the soil carbon paper”." in mine["text"]
    assert f"/connections/{tie}" in mine["html"]
    assert [("Ada", "after_meeting")] == [(it["name"], it["kind"]) for it in of_bob["follow_ups"]]
    assert "soil carbon paper" not in of_bob["text"]
    await ada.post(f"/v1/me/followups/{told['id']}/done")
    left = (await ada.get("/v1/me/digest/preview")).json()["follow_ups"]
    assert [("Bob", "after_meeting")] == [(it["name"], it["kind"]) for it in left]
