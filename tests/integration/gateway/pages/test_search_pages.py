import re
from html import unescape

from tests.integration.gateway.conftest import House


async def test_the_start_page_finds_and_protects(house: House) -> None:
    browser = await house.browser()
    page = await browser.get("/", params={"q": "soil", "utm_source": "x"})
    assert "Soil Health Field Day" in page.text
    assert "Machine Learning Meetup" not in page.text
    assert "Sample data." in page.text
    assert 'href="/v1/events.ics?q=soil"' in page.text
    assert 'href="webcal://acquaint.example/v1/events.ics?q=soil"' in page.text
    assert "default-src 'none'; style-src 'self'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    css = re.findall(r'href="(/static/[^"]+)"', page.text)[0]
    style = await browser.get(css)
    assert ("text/css; charset=utf-8", "public, max-age=31536000, immutable") == (
        style.headers["content-type"], style.headers["cache-control"],
    )  # fmt: skip


async def test_a_slip_of_the_pen_is_mended_and_can_be_insisted_on(house: House) -> None:
    browser = await house.browser()
    page = unescape((await browser.get("/", params={"q": "siol helth"})).text)
    assert ("Soil Health Field Day" in page, "Nothing is found with “siol helth”" in page) == (True, True)
    assert 'href="/v1/events.ics?q=soil+health"' in page
    [exact] = re.findall(r'href="(/\?q=siol\+helth&exact=true)"', page)
    insisted = unescape((await browser.get(exact)).text)
    assert ("Soil Health Field Day" in insisted, "Did you mean" in insisted) == (False, True)
    assert 'href="/?q=soil+health"' in insisted


async def test_words_that_no_event_has_together_are_left_out_and_told(house: House) -> None:
    browser = await house.browser()
    page = (await browser.get("/", params={"q": "soil volcano"})).text
    assert ("Soil Health Field Day" in page, "No event has all of these words" in page) == (True, True)


async def test_signs_alone_and_a_span_that_ends_before_it_begins_are_told_apart_from_finding_nothing(
    house: House,
) -> None:
    browser = await house.browser()
    page = (await browser.get("/", params={"q": "🎉 %"})).text
    assert ("There is no word in “🎉 %” to look for" in page, "Nothing found" in page) == (True, False)
    days = {"starts_after": "2027-05-02", "starts_before": "2027-05-02"}
    page = unescape((await browser.get("/", params=days)).text)
    earlier, later = "<code>starts_after</code>", "<code>starts_before</code>"
    told = f"{later} must be later than {earlier}; for a single day, give the next one."
    assert (told in page, "Nothing found" in page) == (True, False)


async def test_a_search_can_be_narrowed_and_followed(house: House) -> None:
    browser = await house.browser()
    page = await browser.get("/")
    assert [unescape(it) for it in re.findall(r'rel="alternate" type="[^"]+" href="([^"]+)"', page.text)] == [
        "/v1/events.ics",
        "/v1/events.rss",
        "/v1/events.json",
    ]
    [narrowed] = re.findall(r'href="(/\?kind=meetup)"', page.text)
    only = await browser.get(narrowed)
    assert ("Machine Learning Meetup" in only.text, "Soil Health Field Day" in only.text) == (True, False)
    feed = await browser.get("/v1/events.rss", params={"kind": "meetup", "cancelled": "omit"})
    assert 422 == feed.status_code
    feeds = [
        await browser.get("/v1/events.rss", params={"kind": "meetup"}),
        await browser.get("/v1/events.json", params={"kind": "meetup"}),
        await browser.get(
            "/v1/events.ics", params={"kind": "meetup", "cancelled": "omit", "long": "all_day"}
        ),
    ]
    assert [(200, 1)] * 3 == [(it.status_code, it.text.count("Machine Learning Meetup")) for it in feeds]


async def test_what_is_typed_is_shown_as_text(house: House) -> None:
    browser = await house.browser()
    page = await browser.get("/", params={"q": '"><script>alert(1)</script>'})
    assert "<script" not in page.text
    assert "&#34;&gt;&lt;script&gt;" in page.text


async def test_days_are_understood_and_can_be_taken_back(house: House) -> None:
    browser = await house.browser()
    page = unescape((await browser.get("/", params={"q": "soil 2020-01-05"})).text)
    [back] = re.findall(r'href="([^"]+)">“2020-01-05”: Sun 5 Jan 2020', page)
    assert ("Nothing found", "/?q=soil") == ("Nothing found" if "Nothing found" in page else "", back)
    assert "Soil Health Field Day" in (await browser.get(back)).text
    let_go = re.findall(r'<li><a href="([^"]+)">([^<]+)</a><br><a href="[^"]+">([^<]+)', page)
    assert [("/?q=soil", "Without “2020-01-05”", "Soil Health Field Day")] == let_go
    as_typed = (await browser.get("/", params={"q": "soil within 50 km of Bonn"})).text
    assert ['">within 50 km of Bonn '] == re.findall(r'">[^"]*within 50 km of Bonn ', as_typed)
    nearby = (await browser.get("/", params={"q": "events near me"})).text
    assert ("Where are you?" in nearby, "Soil Health Field Day" in nearby) == (True, True)


async def test_a_search_before_anything_is_read_says_so_and_is_not_kept(house: House) -> None:
    await house.events.db.execute("update source set last_fetched_at = null")
    browser = await house.browser()
    answers = [await browser.get("/v1/events", params={"q": word}) for word in ("volcano", "soil")]
    told = [(it.json().get("degraded"), it.headers["cache-control"]) for it in answers]
    assert [(["sources"], "no-store"), (None, "public, max-age=60")] == told
    pages = [(await browser.get("/", params={"q": word})).text for word in ("volcano", "soil")]
    assert [True, False] == ["are being read for the first time" in page for page in pages]
