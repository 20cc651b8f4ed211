import json
import zipfile
from io import BytesIO

import pytest

from services.gateway.workers.erasures import finish_erasures
from shared.contracts.people import Profile
from shared.kernel.errors import AppError
from tests.integration.gateway.acquaintances import soil_day
from tests.integration.gateway.conftest import House
from tests.integration.gateway.kept import everything

ADA, BOB, EVE = "ada@people.example", "bob@people.example", "eve@people.example"


async def test_a_profile_is_changed_over_the_version_that_was_read(house: House) -> None:
    ada = await house.sign_in(ADA)
    read = await ada.get("/v1/me")
    assert '"1"' == read.headers["etag"]
    assert 304 == (await ada.get("/v1/me", headers={"if-none-match": '"1"'})).status_code

    first = await ada.patch("/v1/me", json={"headline": "Soil scientist"}, headers={"if-match": '"1"'})
    second = await ada.patch("/v1/me", json={"headline": "Farmer"}, headers={"if-match": '"1"'})
    strange = await ada.put("/v1/me", json={"display_name": "A"}, headers={"if-match": "W/nonsense"})

    assert (200, '"2"', "Soil scientist") == (
        first.status_code, first.headers["etag"], first.json()["profile"]["headline"],
    )  # fmt: skip
    assert (412, 412) == (second.status_code, strange.status_code)
    assert "Soil scientist" == (await ada.get("/v1/me")).json()["profile"]["headline"]


async def test_what_cannot_be_taken_is_named(house: House) -> None:
    ada = await house.sign_in(ADA)
    answers = [
        await ada.patch("/v1/me", json={"headline": "x" * 161}),
        await ada.patch("/v1/me", json={"timezone": "Mars/Olympus"}),
        await ada.patch("/v1/me", json={"admin": True}),
        await ada.put("/v1/me", json={"display_name": "Ada", "version": 7}),
        await ada.get("/v1/events", params={"colour": "red"}),
        await ada.get("/v1/me/home", params={"limit": "3"}),
    ]
    assert [422] * 6 == [answer.status_code for answer in answers]
    pointers = [answer.json()["errors"][0]["pointer"] for answer in answers]
    assert ["/headline", "/timezone", "/admin", "/version", "/query/colour", "/query/limit"] == pointers


async def test_two_people_at_one_event_are_suggested_to_one_another(house: House) -> None:
    ada, bob = await house.sign_in(ADA), await house.sign_in(BOB)
    event_id = await soil_day(ada)
    offer = {"kind": "advice", "text": "Ten years of cover crops and soil carbon"}
    need = {"kind": "advice", "text": "Which cover crops build soil carbon"}
    await ada.put("/v1/me", json={"display_name": "Ada", "interests": ["soil health"], "offers": [offer]})
    await bob.put("/v1/me", json={"display_name": "Bob", "interests": ["soil health"], "needs": [need]})
    for one in (ada, bob):
        said = await one.put(f"/v1/me/attendance/{event_id}", json={"status": "going"})
        assert (200, "going", True, False) == (
            said.status_code, said.json()["status"], said.json()["match"], said.json()["listed"],
        )  # fmt: skip

    people = (await ada.get("/v1/me/people", params={"event_id": event_id})).json()
    assert (["Bob"], []) == ([it["person"]["display_name"] for it in people["items"]], people["degraded"])
    assert people["items"][0]["reasons"]
    home = (await ada.get("/v1/me/home")).json()
    assert ([event_id], []) == ([it["id"] for it in home["going"]], home["degraded"])

    await ada.post("/v1/me/blocks", json={"person_id": people["items"][0]["person"]["id"]})
    for one in (ada, bob):
        assert [] == (await one.get("/v1/me/people", params={"event_id": event_id})).json()["items"]


async def test_nobody_sees_or_changes_what_is_another_s(house: House) -> None:
    ada, eve = await house.sign_in(ADA), await house.sign_in(EVE)
    event_id = await soil_day(ada)
    await ada.patch("/v1/me", json={"bio": "canary-7f3a"})
    await ada.put(f"/v1/me/attendance/{event_id}", json={"status": "going", "match": False})
    paths = [
        "",
        "/preview?as=connection",
        "/attendance",
        "/people",
        "/events",
        "/home",
        "/digest",
        "/digest/preview",
    ]
    seen = [await eve.get(f"/v1/me{path}") for path in paths]
    page = await eve.get(f"/events/{event_id}")

    assert [200] * len(paths) == [answer.status_code for answer in seen]
    for text in [answer.text for answer in seen] + [page.text]:
        assert "canary-7f3a" not in text
        assert ADA not in text
    assert 204 == (await eve.delete(f"/v1/me/attendance/{event_id}")).status_code
    assert [event_id] == [it["event_id"] for it in (await ada.get("/v1/me/attendance")).json()["items"]]
    nobody = await house.browser()
    assert [401] * len(paths) == [(await nobody.get(f"/v1/me{path}")).status_code for path in paths]


async def test_everything_held_of_me_can_be_taken_away(house: House) -> None:
    ada, bob = await house.sign_in(ADA), await house.sign_in(BOB)
    event_id = await soil_day(ada)
    await ada.patch("/v1/me", json={"bio": "canary-7f3a", "values": ["openness"]})
    await bob.patch("/v1/me", json={"bio": "canary-91be"})
    await ada.put(f"/v1/me/attendance/{event_id}", json={"status": "going"})
    await ada.post("/v1/me/searches", json={"name": "Soil", "query": "q=soil", "alerts": "daily"})

    taken = await ada.get("/v1/me/export")

    with zipfile.ZipFile(BytesIO(taken.content)) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert (200, "application/zip", "no-store") == (
        taken.status_code, taken.headers["content-type"], taken.headers["cache-control"],
    )  # fmt: skip
    assert "README.txt" == next(iter(held))
    assert [{"openness"}, {ADA}, {event_id}, {"Soil"}] == [
        set(json.loads(held["profile.json"])[0]["values"]),
        {row["email"] for row in json.loads(held["account.json"])},
        {row["event_id"] for row in json.loads(held["attendance.json"])},
        {row["name"] for row in json.loads(held["searches.json"])},
    ]
    assert "canary-7f3a" in held["profile.json"]
    assert "canary-91be" not in str(held)
    assert "acs_" not in str(held)
    house.to_matching.cut = True
    assert 503 == (await ada.get("/v1/me/export")).status_code


async def test_what_a_request_under_way_wrote_is_erased_as_well(house: House) -> None:
    ada = await house.sign_in(ADA)
    person_id = (await ada.get("/v1/me")).json()["id"]
    receipt = (await ada.delete("/v1/me")).json()
    await house.runtime.matching.put_person(person_id, Profile(display_name="Ada"))

    early = await finish_erasures(house.runtime)
    house.clock.advance(minutes=2)
    rounds = [await finish_erasures(house.runtime) for _ in range(2)]

    with pytest.raises(AppError) as gone:
        await house.runtime.matching.person(person_id)
    assert (0, [1, 0], "person_missing") == (early, rounds, gone.value.code)
    assert receipt["finished_at"] is not None


async def test_erasing_leaves_nothing_even_when_matching_was_down(house: House) -> None:
    ada = await house.sign_in(ADA)
    await ada.patch("/v1/me", json={"bio": "canary-91be"})
    house.to_matching.cut = True
    receipt = (await ada.delete("/v1/me")).json()
    assert receipt["finished_at"] is None
    assert 401 == (await ada.get("/v1/me")).status_code

    house.to_matching.cut = False
    house.clock.advance(minutes=2)
    assert 1 == await finish_erasures(house.runtime)
    for db in (house.db, house.matching.db):
        assert "canary-91be" not in await everything(db)
        assert ADA not in await everything(db)
    assert await house.db.fetchval("select finished_at is not null from erasure")


async def test_when_matching_is_down_the_rest_still_answers(house: House) -> None:
    ada = await house.sign_in(ADA)
    house.to_matching.cut = True
    for path in ("home", "events", "people"):
        answer = await ada.get(f"/v1/me/{path}")
        assert (200, ["matching"], "no-store") == (
            answer.status_code, answer.json()["degraded"], answer.headers["cache-control"],
        )  # fmt: skip
    assert 503 == (await ada.get("/v1/me")).status_code
    assert 200 == (await ada.get("/v1/events")).status_code


async def test_the_first_profile_waits_for_matching(house: House) -> None:
    house.to_matching.cut = True
    ada = await house.sign_in(ADA)
    house.to_matching.cut = False
    assert "Ada" == (await ada.get("/v1/me")).json()["profile"]["display_name"]
