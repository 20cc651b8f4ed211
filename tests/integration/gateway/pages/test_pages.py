import json
import re
from html import unescape

import httpx

from services.gateway.accounts import ensure_account
from shared.contracts.people import Profile
from tests.integration.gateway.acquaintances import soil_day
from tests.integration.gateway.browsing import ADA, entered, field, post
from tests.integration.gateway.conftest import House


async def test_an_events_page_carries_linked_data(house: House) -> None:
    browser = await house.browser()
    event = (await browser.get("/v1/events", params={"q": "soil"})).json()["items"][0]
    page = await browser.get(f"/events/{event['id']}")
    [told] = re.findall(r'<script type="application/ld\+json">(.*)</script>', page.text)
    assert "Soil Health Field Day" == json.loads(told)["name"]
    asked = await browser.get(f"/v1/events/{event['id']}", headers={"accept": "application/ld+json"})
    assert json.loads(told) == asked.json()


async def test_a_link_may_be_looked_at_often_and_pressed_once(house: House) -> None:
    browser, scanner = await house.browser(), await house.browser()
    await browser.post("/v1/auth/email", json={"email": ADA})
    _, link = await house.mail(ADA)
    for _ in range(2):
        seen = await scanner.get(f"/sign-in/link/{link}")
        assert (200, "same-origin") == (seen.status_code, seen.headers["referrer-policy"])

    page = await browser.get(f"/sign-in/link/{link}")
    assert f"Sign in as {ADA}?" in page.text
    pressed = await post(browser, page, "/sign-in/link", link_token=link)
    again = await browser.get(f"/sign-in/link/{link}")

    assert (303, "/for-you") == (pressed.status_code, pressed.headers["location"])
    attributes = set(pressed.headers["set-cookie"].split("; "))
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= attributes
    assert "This link no longer works" in again.text


async def test_the_profile_form_says_who_i_am_and_who_may_see_it(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")
    typed = {
        "display_name": "Ada", "organisation": "Soil Institute",
        "links": "https://ada.example\nhttps://ada.example",
        "values": "openness\ncare", "goals": "a field trial",
        "timezone": "Europe/Lisbon", "see_bio": "hidden",
    }  # fmt: skip
    saved = await post(browser, page, "/me", version="1", **typed)
    held = (await browser.get("/v1/me")).json()["profile"]
    assert 303 == saved.status_code
    assert ("Soil Institute", ["https://ada.example"], ["openness", "care"], ["a field trial"]) == (
        held["organisation"], held["links"], held["values"], held["goals"],
    )  # fmt: skip
    assert ("Europe/Lisbon", {"bio": "hidden"}) == (held["timezone"], held["visibility"])

    odd = {"display_name": "Ada", "timezone": "Lisbon time", "bio": "Of soil"}
    wrong = await post(browser, page, "/me", version="2", **odd)
    assert ('value="Lisbon time"' in wrong.text, ">Of soil</textarea>" in wrong.text) == (True, True)
    assert (422, True) == (wrong.status_code, "write a name such as Europe/Berlin" in wrong.text)
    assert held == (await browser.get("/v1/me")).json()["profile"]


async def test_a_form_from_elsewhere_changes_nothing(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")
    fields = {"display_name": "Mallory", "version": "1"}
    answers = [
        await browser.post("/me", data=fields),
        await browser.post("/me", data={"csrf": "made-up", **fields}),
        await browser.post(
            "/me", data={"csrf": field(page, "csrf"), **fields}, headers={"sec-fetch-site": "cross-site"}
        ),
        await browser.post(
            "/me", data={"csrf": field(page, "csrf"), **fields}, headers={"origin": "https://evil.example"}
        ),
        await (await house.browser()).post("/me", data={"csrf": field(page, "csrf"), **fields}),
    ]
    assert [403] * 5 == [answer.status_code for answer in answers]
    cookie_alone = await browser.put("/v1/me", json={"display_name": "Mallory"})
    assert 401 == cookie_alone.status_code
    assert "Ada" == (await browser.get("/v1/me")).json()["profile"]["display_name"]


async def test_a_profile_is_saved_by_its_form_and_not_over_a_newer_one(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")
    saved = await post(browser, page, "/me", display_name="Ada L", headline="Soil & seed", version="1")
    stale = await post(browser, page, "/me", display_name="Old tab", version="1")
    assert (303, 422) == (saved.status_code, stale.status_code)
    assert 'value="Old tab"' in stale.text, "what was typed is not lost"
    assert "2" == field(stale, "version"), "saving it again takes the place of what was changed"
    shown = await browser.get("/me?saved=yes")
    assert 'value="Soil &amp; seed"' in shown.text
    assert "Saved." in shown.text


async def beside_bob(house: House) -> tuple[httpx.AsyncClient, str, str]:
    """Sign Ada in where Bob goes to the event that she may; return her browser, his id and the event's."""
    bob = await ensure_account(
        house.runtime, "bob@people.example", Profile(display_name="Bob", interests=("soil health",))
    )
    browser = await entered(house)
    event_id = await soil_day(browser)
    token = (await house.sign_in("bob@people.example")).headers["authorization"]
    await browser.put(
        f"/v1/me/attendance/{event_id}", json={"status": "going"}, headers={"authorization": token}
    )
    profile = await browser.get("/me")
    await post(browser, profile, "/me", display_name="Ada", interests="soil health", version="1")
    return browser, bob, event_id


async def test_going_by_the_page_shows_whom_to_meet(house: House) -> None:
    browser, bob, event_id = await beside_bob(house)
    page = await browser.get(f"/events/{event_id}")
    assert "see who is worth meeting" in page.text
    said = await post(browser, page, f"/events/{event_id}/attendance", do="save", status="going", match="yes")
    assert (303, f"/events/{event_id}#going") == (said.status_code, said.headers["location"])
    page = await browser.get(f"/events/{event_id}")
    assert "<h3>Bob</h3>" in page.text
    assert "Noted: you are going." in page.text
    assert field(page, "back") == f"/events/{event_id}#people"
    home = await browser.get("/for-you")
    assert ("<h3>Bob</h3>" in home.text, f'id="{bob}"' in home.text) == (True, False)
    assert f'You both go to <a href="/events/{event_id}#{bob}">Soil Health Field Day</a>' in home.text
    assert ("You both go to" in page.text, "Noted: a good" in page.text) == (False, False)

    assert 'value="20"' in re.findall(r'<input type="range"[^>]*>', page.text)[0]
    dialled = await post(browser, page, "/people-settings", novelty="70", back=f"/events/{event_id}")
    assert (303, f"/events/{event_id}") == (dialled.status_code, dialled.headers["location"])
    assert {"novelty": 0.7} == (await browser.get("/v1/me/people/settings")).json()
    assert 'value="70"' in (await browser.get("/for-you")).text
    odd = await post(browser, page, "/people-settings", novelty="101", back="/for-you")
    assert 422 == odd.status_code
    assert {"people": None, "because": []} == (await browser.get("/v1/me/shown")).json()
    assert "You were shown to fewer than ten people so far" in (await browser.get("/me")).text
    for verdict in ("useful", "asked", "met", "not_now", "wrong_topic", "know_them", "hide"):
        assert f'name="verdict" value="{verdict}"' in page.text


async def test_an_answer_is_acknowledged_where_it_was_given(house: House) -> None:
    browser, _, event_id = await beside_bob(house)
    event = f"/events/{event_id}"
    await post(
        browser, await browser.get(event), f"{event}/attendance", do="save", status="going", match="yes"
    )
    page = await browser.get(event)
    liked = await post(
        browser, page, "/feedback",
        suggestion_id=field(page, "suggestion_id"), verdict="useful", back=field(page, "back"),
    )  # fmt: skip
    assert f"/events/{event_id}?noted=useful#people" == liked.headers["location"]
    page = await browser.get(liked.headers["location"])
    assert "Noted: a good suggestion." in page.text
    assert field(page, "back") == f"/events/{event_id}#people"
    hidden = await post(
        browser, page, "/feedback",
        suggestion_id=field(page, "suggestion_id"), verdict="hide", back="//evil.example",
    )  # fmt: skip
    assert (303, "/for-you?noted=hide") == (hidden.status_code, hidden.headers["location"])
    assert "you are not shown them again" in (await browser.get(hidden.headers["location"])).text
    assert "<h3>Bob</h3>" not in (await browser.get(f"/events/{event_id}")).text


async def test_a_sample_person_needs_no_code_and_nobody_else_can_be_become(house: House) -> None:
    sample = await ensure_account(
        house.runtime, "amara@samples.example", Profile(display_name="Amara Osei", headline="Nurse")
    )
    browser = await house.browser()
    page = await browser.get("/sign-in?next=https://evil.example")
    assert "Amara Osei" in page.text
    real = (await (await house.sign_in("ada@real-people.org")).get("/v1/me")).json()["id"]
    refused = await post(browser, page, "/sign-in/sample", person_id=real, next="/")
    entered_as = await post(browser, page, "/sign-in/sample", person_id=sample, next=field(page, "next"))
    assert (404, 303, "/for-you") == (
        refused.status_code, entered_as.status_code, entered_as.headers["location"],
    )  # fmt: skip
    assert "Amara Osei" in (await browser.get("/me")).text


async def test_pages_for_me_lead_strangers_to_the_sign_in(house: House) -> None:
    browser = await house.browser()
    answers = [await browser.get(path) for path in ("/me", "/for-you")]
    assert [(303, "/sign-in?next=/me"), (303, "/sign-in?next=/for-you")] == [
        (answer.status_code, answer.headers["location"]) for answer in answers
    ]


async def test_signing_out_ends_the_session_everywhere(house: House) -> None:
    browser = await entered(house)
    kept = browser.cookies["acquaint"]
    out = await post(browser, await browser.get("/me"), "/sign-out")
    assert (303, "/") == (out.status_code, out.headers["location"])
    assert 401 == (await (await house.browser(kept)).get("/v1/me")).status_code


async def test_other_pages(house: House) -> None:
    browser = await house.browser()
    event_id = await soil_day(browser)
    seen = {
        path: await browser.get(path) for path in ("/sources", "/about-bot", "/docs", f"/events/{event_id}")
    }
    assert [200] * 4 == [page.status_code for page in seen.values()]
    assert "a.ics" in seen["/sources"].text
    assert "GET /v1/me/home" in seen["/docs"].text
    assert "Berlin time, UTC+02:00" in seen[f"/events/{event_id}"].text
    lost = [await browser.get("/events/evt_0000"), await browser.get("/events/NO!")]
    assert [(404, "text/html; charset=utf-8")] * 2 == [
        (page.status_code, page.headers["content-type"]) for page in lost
    ]


async def test_where_nothing_is_people_get_a_page_and_programs_a_problem(house: House) -> None:
    browser = await house.browser()
    looks = {"accept": "text/html,*/*;q=0.8"}
    answers = [
        await browser.get("/nothing", headers=looks),
        await browser.get("/feedback", headers=looks),
        await browser.get("/nothing"),
        await browser.get("/v1/nothing", headers=looks),
    ]
    page, of_a_form, *problems = [(it.status_code, it.headers["content-type"]) for it in answers]
    assert (404, "text/html; charset=utf-8") == page == of_a_form
    assert (await browser.get("/sign-in/code")).headers["location"] == "/sign-in"
    assert "There is no such page." in answers[0].text
    assert "default-src 'none'" in answers[0].headers["content-security-policy"]
    assert [(404, "application/problem+json")] * 2 == problems


async def test_pages_say_what_is_missing(house: House) -> None:
    browser = await entered(house)
    event_id = await soil_day(browser)
    house.to_matching.cut = True
    told = [(await browser.get(path)).text for path in ("/for-you", f"/events/{event_id}")]
    lacks = ("what is picked for you, where you go, and who would", "whether you go, and whom to meet there")
    for page, missing in zip(told, lacks, strict=True):
        assert f"Missing on this page for now: {missing}" in page
        assert "Load it again in a minute." in page
    house.to_events.cut = True
    assert 503 == (await browser.get(f"/events/{event_id}")).status_code
    assert "did not answer" in (await browser.get("/")).text


async def test_who_is_new_begins_with_one_sentence(house: House) -> None:
    browser = await entered(house)
    await soil_day(browser)
    page = await browser.get("/for-you")
    assert ("Begin with one sentence" in page.text, "Soil Day" in page.text) == (True, False)

    assert 'id="display_name" name="display_name" required' in page.text
    assert 'value="Ada"' in page.text

    typed = {"display_name": "Ada L. Byron", "city": "Leeds, UK"}
    long = await post(browser, page, "/for-you", headline="soil " * 40, **typed)
    kept = ['value="Leeds, UK"' in long.text, 'value="Ada L. Byron"' in long.text]
    assert (422, [True, True]) == (long.status_code, kept)
    said = await post(browser, page, "/for-you", headline="I look after soil health", **typed)
    assert (303, "/for-you") == (said.status_code, said.headers["location"])

    page = await browser.get("/for-you")
    assert ("Begin with one sentence" in page.text, "from your headline" in page.text) == (
        False,
        True,
    )
    profile = (await browser.get("/v1/me")).json()["profile"]
    assert ("I look after soil health", "Ada L. Byron", {"city": "Leeds", "country": "GB"}) == (
        profile["headline"], profile["display_name"], profile["place"],
    )  # fmt: skip


async def test_who_goes_can_tell_others_in_their_own_words(house: House) -> None:
    browser = await entered(house)
    event_id = await soil_day(browser)
    api = f"/v1/me/attendance/{event_id}/post"
    assert 404 == (await browser.get(f"/events/{event_id}/post")).status_code
    token = (await house.sign_in(ADA)).headers["authorization"]
    not_yet = await browser.get(api, headers={"authorization": token})
    assert (404, "attendance_missing") == (not_yet.status_code, not_yet.json()["code"])

    page = await browser.get(f"/events/{event_id}")
    await post(browser, page, f"/events/{event_id}/attendance", do="save", status="going", match="yes")
    assert f'href="/events/{event_id}/post"' in (await browser.get(f"/events/{event_id}")).text
    drafted = (await browser.get(api, headers={"authorization": token})).json()
    assert drafted["text"].startswith("I am going to Soil Health Field Day (Wed 19 May 2027")
    page = await browser.get(f"/events/{event_id}/post")
    assert drafted["text"] in unescape(page.text)

    mine = await post(browser, page, f"/events/{event_id}/post", text="Worms & <b>roots</b>?")
    assert "Worms &amp; &lt;b&gt;roots&lt;/b&gt;?</textarea>" in mine.text
    assert "intent/compose?text=Worms%20%26%20%3Cb%3Eroots%3C%2Fb%3E%3F" in mine.text

    left = await post(browser, page, f"/events/{event_id}/attendance", do="remove")
    told = await browser.get(left.headers["location"])
    assert "Noted: you are not going." in told.text
