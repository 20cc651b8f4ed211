"""The page of one event: for whom it is, what is provided, and why it may not take place."""

from services.events.ingest.redraft import redraft
from tests.integration.gateway.browsing import entered, post
from tests.integration.gateway.conftest import FEED, House


async def test_the_page_of_an_event_says_for_whom_it_is_and_what_is_provided(house: House) -> None:
    browser = await house.browser()
    [event] = (await browser.get("/v1/events", params={"q": "soil"})).json()["items"]
    page = (await browser.get(f"/events/{event['id']}")).text
    said = "The barn is not wheelchair accessible."
    assert {"step_free": {"value": "no", "said": said, "url": "https://soil.example/2027"}} == event[
        "accessibility"
    ]
    assert "<dt>For</dt><dd>Beginners</dd>" in page
    assert "until Tue 2 Mar 2027, anywhere on earth" in page
    leads = '<a href="https://soil.example/map" rel="nofollow noopener ugc">https://soil.example/map</a>.'
    assert f"(AoE). Map: {leads}" in page
    assert (
        f'<a href="https://soil.example/2027" rel="nofollow ugc noopener" title="{said}">Step-free: no</a>'
        in page
    )


async def test_the_page_of_an_event_that_is_probably_off_says_how_surely_and_why(house: House) -> None:
    browser = await house.browser()
    [event] = (await browser.get("/v1/events", params={"q": "soil"})).json()["items"]
    await house.events.db.execute("update listing set vanished_at = $1 where event_id = $2",
                                  house.events.clock(), event["id"])  # fmt: skip
    listings = [row["id"] for row in await house.events.db.fetch("select id from listing")]
    await redraft(listings, house.events.ports, house.events.clock)

    page = (await browser.get(f"/events/{event['id']}")).text

    assert "It probably will not: by what its sources say, the chance is about 75 % that it is " in page
    assert "no longer lists it, though it lists others" in page


async def test_the_page_of_an_event_that_is_over_asks_whether_one_was_there(house: House) -> None:
    browser = await house.browser()
    [event] = (await browser.get("/v1/events", params={"q": "soil"})).json()["items"]
    before = (await browser.get(f"/events/{event['id']}")).text
    house.clock.advance(minutes=3 * 365 * 24 * 60)
    after = (await browser.get(f"/events/{event['id']}")).text
    assert ("Are you going?" in before, "Were you there?" in before) == (True, False)
    assert ("Are you going?" in after, "Were you there?" in after) == (False, True)
    assert "to keep whom you met" in after
    assert "closed on Tue 2 Mar 2027, anywhere" in after


async def test_the_page_of_a_cancelled_event_asks_nobody_to_go(house: House) -> None:
    browser, ada = await house.browser(), await entered(house, "ada@people.example")
    [event] = (await browser.get("/v1/events", params={"q": "soil"})).json()["items"]
    await post(
        ada,
        await ada.get(f"/events/{event['id']}"),
        f"/events/{event['id']}/attendance",
        status="going",
        do="save",
    )
    await house.events.db.execute(
        "update event set doc = jsonb_set(doc, '{status}', '\"cancelled\"') where id = $1", event["id"]
    )
    page = (await browser.get(f"/events/{event['id']}")).text
    told = ("It is cancelled" in page, "Are you going?" in page, "Sign in to say" in page)
    assert (True, False, False) == told
    mine = (await ada.get(f"/events/{event['id']}")).text
    asked = ("You had noted that you go" in mine, "I am not going" in mine, "I am interested" in mine)
    assert (True, True, False) == asked


async def test_an_event_that_moved_says_on_which_day_and_where_it_was(house: House) -> None:
    browser = await house.browser()
    [event] = (await browser.get("/v1/events", params={"q": "soil"})).json()["items"]
    later = FEED.replace("20270519T", "20270520T")
    moved = later.replace("Berlin", "Leipzig")
    for feed in (later, moved, moved + "\r\n", moved.replace("Leipzig, ", "Kuppelhalle, Leipzig, ")):
        house.publisher.put("/a.ics", feed)
        house.clock.advance(hours=24)
        await house.events.poll_now()

    told = (await browser.get(f"/v1/events/{event['id']}/changes")).json()
    page = (await browser.get(f"/events/{event['id']}")).text
    unknown = await browser.get("/v1/events/evt_01jd3c9m8q7v0w1x2y3z4a5b6c/changes")
    nothing = (await browser.get("/events/evt_01jd3c9m8q7v0w1x2y3z4a5b6c")).text

    assert [(it["reason"], *it["was"]) for it in told["changes"]] == [
        ("updated", "place"), ("relocated", "place"), ("rescheduled", "starts_at")
    ]  # fmt: skip
    assert "<strong>Moved: it was Wed 19 May 2027.</strong>" in page
    assert "<strong>Moved: it was Berlin, Germany.</strong>" in page
    assert (unknown.status_code, unknown.json()["code"]) == (404, "event_missing")
    assert ("There is no event with this id.</p>" in nothing, "/v1/" in nothing) == (True, False)


async def test_where_only_the_people_are_late_the_page_still_says_whether_one_goes(house: House) -> None:
    ada = await entered(house, "ada@people.example")
    [event] = (await ada.get("/v1/events", params={"q": "soil"})).json()["items"]
    path = f"/events/{event['id']}"
    await post(ada, await ada.get(path), f"{path}/attendance", status="going", match="yes", do="save")
    house.to_matching.cut_at = "/people?"
    page = (await ada.get(path)).text
    told = ("now: some of who goes there, and of whom to meet." in page, "Noted: you are going" in page)
    assert (True, True) == told
