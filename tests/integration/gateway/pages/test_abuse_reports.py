"""What is reported is settled by whoever runs this, and told to nobody else; blocks are lifted again."""

import httpx

from services.gateway.store.abuse_reports import MOST_OPEN
from tests.integration.gateway.acquaintances import soil_day, two
from tests.integration.gateway.browsing import ADA, entered, post
from tests.integration.gateway.conftest import House

EVE = "eve@people.example"
SPAM = {"reason": "spam", "text": "It sells <b>pills</b>: https://pills.example"}
NOBODY = "per_" + 26 * "0"


async def report(client: httpx.AsyncClient, subject_id: str, **said: str) -> httpx.Response:
    return await client.post("/v1/reports", json={"subject_id": subject_id, **SPAM, **said})


async def test_a_report_waits_is_settled_and_its_maker_reads_what_came_of_it(house: House) -> None:
    object.__setattr__(house.runtime.face, "operators", frozenset({ADA}))
    eve = await house.sign_in(EVE)
    event_id = await soil_day(eve)
    [source] = (await eve.get("/v1/sources")).json()["items"]
    made = await report(eve, event_id)
    house.clock.advance(seconds=1)
    again, of_source = await report(eve, event_id), await report(eve, source["id"], reason="fraud")
    assert (made.status_code, made.json()) == (201, {
        "id": made.json()["id"], "subject_id": event_id, "subject_title": "Soil Health Field Day",
        "reason": "spam", "text": SPAM["text"], "created_at": "2026-11-23T09:00:00Z",
        "outcome": None, "note": None, "settled_at": None,
    })  # fmt: skip
    assert (again.status_code, again.json()["code"]) == (409, "report_waiting")

    operator = await entered(house)
    page = await operator.get("/reports")
    assert page.text.index("Soil Health Field Day") < page.text.index(of_source.json()["subject_title"])
    assert "It sells &lt;b&gt;pills&lt;/b&gt;" in page.text
    path = f"/reports/{made.json()['id']}"
    wrong = await post(operator, page, path, outcome="perhaps")
    kept = await post(operator, page, path, outcome="upheld", note="Refused its source")
    first = next(it for it in (await eve.get("/v1/reports")).json()["items"] if it["id"] == made.json()["id"])
    assert (wrong.status_code, kept.status_code) == (422, 303)
    assert (first["outcome"], first["note"]) == ("upheld", "Refused its source")
    assert (await report(eve, event_id)).status_code == 201
    assert (await (await house.browser()).get("/reports")).status_code == 303
    assert (await (await entered(house, EVE)).get("/reports")).status_code == 404


async def test_what_there_is_not_oneself_and_the_51st_are_refused(house: House) -> None:
    eve = await house.sign_in(EVE)
    me = (await eve.get("/v1/me")).json()["id"]
    refused = [await report(eve, one) for one in (NOBODY, me, "evt_1", "evt_" + 26 * "0")]
    assert [it.status_code for it in refused] == [404, 422, 422, 404]
    await house.db.execute(
        """insert into abuse_report (id, reporter_id, subject_id, subject_title, reason, text, created_at)
           select 'rpt_' || n, $1, 'evt_' || n, '', 'spam', 'x', now() from generate_series(1, $2) n""",
        me, MOST_OPEN,
    )  # fmt: skip
    full = await report(eve, await soil_day(eve))
    assert (full.status_code, full.json()["code"]) == (409, "too_many_reports")
    first = (await eve.get("/v1/reports?limit=30")).json()
    rest = (await eve.get(first["next"])).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (30, 20, None)


async def test_reports_go_with_who_made_them_and_whom_they_are_of(house: House) -> None:
    ada, bob, _ = await two(house)
    bob_id, ada_id = [(await one.get("/v1/me")).json()["id"] for one in (bob, ada)]
    eve = await house.sign_in(EVE)
    for client, subject in ((ada, bob_id), (eve, ada_id), (eve, bob_id)):
        assert (await report(client, subject)).status_code == 201
    await ada.delete("/v1/me")
    left = await house.db.fetch("select subject_id from abuse_report")
    assert [row["subject_id"] for row in left] == [bob_id]


async def test_a_person_is_reported_and_blocked_on_one_page_and_the_block_is_lifted(house: House) -> None:
    await two(house)
    ada = await entered(house)
    event_id = await soil_day(ada)
    [bob] = (await ada.get("/v1/me/people", params={"event_id": event_id})).json()["items"]
    bob_id = bob["person"]["id"]
    assert f"/report?subject={bob_id}" in (await ada.get(f"/events/{event_id}")).text
    page = await ada.get(f"/report?subject={bob_id}")
    empty = await post(ada, page, "/report", subject=bob_id, reason="spam", text="")
    done = await post(ada, page, "/report", subject=bob_id, block="yes", **SPAM)
    twice = await post(ada, page, "/report", subject=bob_id, **SPAM)
    assert ("Report or block “Bob”" in page.text, "This is no event" in page.text) == (True, False)
    eve = await entered(house, EVE)
    unseen = await eve.get(f"/report?subject={bob_id}")
    assert "block “A member”" in unseen.text  # their name is for whom they were shown to, whoever has the id
    assert [it.status_code for it in (empty, done, twice)] == [422, 303, 409]
    assert "Thank you" in (await ada.get(done.headers["location"])).text
    hidden = (await ada.get("/v1/me/people", params={"event_id": event_id})).json()["items"]

    blocks = await ada.get("/blocks")
    listed = (await ada.get("/v1/me/blocks")).json()["items"]
    await post(ada, blocks, f"/blocks/{bob_id}/lift")
    shown = (await ada.get("/v1/me/people", params={"event_id": event_id})).json()["items"]
    assert listed == [{"person_id": bob_id, "display_name": "Bob", "created_at": "2026-11-23T09:00:00Z"}]
    assert ("Bob" in blocks.text, hidden, [it["person"]["id"] for it in shown]) == (True, [], [bob_id])


async def test_somebody_is_blocked_without_a_report(house: House) -> None:
    await two(house)
    ada = await entered(house)
    event_id = await soil_day(ada)
    [bob] = (await ada.get("/v1/me/people", params={"event_id": event_id})).json()["items"]
    bob_id = bob["person"]["id"]
    page = await ada.get(f"/report?subject={bob_id}")
    done, odd = [await post(ada, page, "/blocks", person_id=it) for it in (bob_id, "per_1")]
    told = await ada.get(done.headers["location"])
    assert (done.status_code, odd.status_code, "You no longer see one another" in told.text) == (
        303,
        404,
        True,
    )
    assert (await ada.get("/v1/me/people", params={"event_id": event_id})).json()["items"] == []
    assert (await house.db.fetch("select id from abuse_report"), "Bob" in told.text) == ([], True)
    await post(ada, told, "/card", do="hand_out", show="headline", days="2")
    warned = await ada.get("/blocks")
    await post(ada, warned, "/card", do="stop")
    hints = ["Stop handing it out" in it.text for it in (told, warned, await ada.get("/blocks"))]
    assert hints == [False, True, False]


async def test_a_block_of_the_other_stays_when_mine_is_lifted(house: House) -> None:
    ada, bob, _ = await two(house)
    ada_id, bob_id = [(await one.get("/v1/me")).json()["id"] for one in (ada, bob)]
    await ada.post("/v1/me/blocks", json={"person_id": bob_id})
    eve = await house.sign_in(EVE)
    await eve.get("/v1/me")
    await eve.post("/v1/me/blocks", json={"person_id": bob_id})
    [guessed] = (await eve.get("/v1/me/blocks")).json()["items"]
    assert guessed["display_name"] == "A member"
    await bob.post("/v1/me/blocks", json={"person_id": ada_id})
    lifted = [await ada.delete(f"/v1/me/blocks/{bob_id}") for _ in range(2)]
    event_id = await soil_day(ada)
    assert [it.status_code for it in lifted] == [204, 204]
    assert (await ada.get("/v1/me/blocks")).json()["items"] == []
    assert [it["person_id"] for it in (await bob.get("/v1/me/blocks")).json()["items"]] == [ada_id]
    assert (await ada.get("/v1/me/people", params={"event_id": event_id})).json()["items"] == []


async def test_who_must_sign_in_first_comes_back_to_what_they_report(house: House) -> None:
    nobody = await house.browser()
    asked = await nobody.get("/report?subject=evt_1")
    assert asked.headers["location"] == "/sign-in?next=/report%3Fsubject%3Devt_1"
