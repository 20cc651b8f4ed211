"""Pages of what is held again and again, and of who holds it."""

import re
from datetime import date, timedelta

import pytest

from tests.integration.gateway.browsing import entered, field, post
from tests.integration.gateway.conftest import House
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import add_source


async def test_a_series_and_an_organiser_have_pages_to_follow(house: House) -> None:
    by = "ORGANIZER;CN=Rust Berlin:mailto:a@rust.example\r\nEND:VEVENT"
    evenings = [
        vevent(f"r{day}", f"Rust Evening #{day[4:6]}", f"{day}T170000Z", f"{day}T190000Z", location="Berlin")
        for day in ("20260710", "20260810", "20260910", "20261010", "20261110")
    ]
    evenings = [told.replace("END:VEVENT", by) for told in evenings]
    await add_source(house.events, house.publisher.put("/r.ics", vcalendar(*evenings)))
    await house.events.poll_now()
    nobody, ada = await house.browser(), await entered(house)
    found = (await nobody.get("/v1/events?q=rust&starts_after=2026-06-01")).json()["items"][0]
    event = await nobody.get(f"/events/{found['id']}")
    [series_path] = re.findall(r'href="(/series/[^"]+)"', event.text)
    [organiser_path] = re.findall(r'href="(/organisers/[^"]+)"', event.text)
    series, organiser = await ada.get(series_path), await ada.get(organiser_path)
    followed = await post(ada, series, "/searches", query=field(series, "query"), name=field(series, "name"))
    kept = await ada.get("/searches")
    assert "Day 10 of the month" in series.text
    assert "<strong>Thu 10 Dec 2026</strong>, expected, unconfirmed" in series.text
    assert "next expected Thu 10 Dec 2026, unconfirmed" in organiser.text
    assert "0 coming up, 5 held before" in organiser.text
    assert (followed.status_code, "Rust Evening" in kept.text) == (303, True)
    assert (await nobody.get("/series/ser_" + "0" * 26)).status_code == 404


async def test_a_day_that_a_rule_may_miss_by_days_is_told_as_around(house: House) -> None:
    days = "20221013", "20231012", "20241010", "20251009", "20261008"
    told = [
        vevent(f"s{day}", f"Soil Congress {day[:4]}", f"{day}T070000Z", f"{day}T150000Z", location="Ghent")
        for day in days
    ]
    await add_source(house.events, house.publisher.put("/s.ics", vcalendar(*told)))
    await house.events.poll_now()
    nobody = await house.browser()
    found = (await nobody.get("/v1/events?q=soil+congress&starts_after=2026-01-01")).json()["items"]
    held = next(it for it in found if it["title"] == "Soil Congress 2026")
    series = await nobody.get(f"/series/{held['series']['id']}")
    rhythm = (await nobody.get(f"/v1/series/{held['series']['id']}")).json()["rhythm"]
    assert (rhythm["words"][:9], rhythm["slack_days"]) == ("each year", 14)
    assert "<strong>around Thu 7 Oct 2027</strong>, expected, unconfirmed" in series.text


@pytest.mark.parametrize(
    ("count", "told", "looked_at"),
    [
        (27, "and 26 more dates until Tue 27 Apr 2027", 27),
        (70, "and 69 more dates until Wed 9 Jun 2027", 60),
    ],
)
async def test_the_dates_of_a_series_are_one_card(
    house: House, count: int, told: str, looked_at: int
) -> None:
    title, first = "Weaving Evening", date(2027, 4, 1)
    evenings = [
        vevent(f"w{day:%m%d}", title, f"{day:%Y%m%d}T180000Z", f"{day:%Y%m%d}T190000Z", location="Berlin, DE")
        for day in (first + timedelta(days=number) for number in range(count))
    ]
    await add_source(house.events, house.publisher.put("/weaving.ics", vcalendar(*evenings)))
    await house.events.poll_now()
    browser = await house.browser()
    page = (await browser.get("/", params={"q": "weaving"})).text
    [series] = re.findall(r'href="/series/(ser_[^"]+)"', page)
    shown = [len(set(re.findall(r'href="/events/(evt_[^"]+)"', page))), page.count('class="card event"')]
    alone = (await browser.get("/", params={"series": series})).text
    assert (told in page, [looked_at, 1], 20) == (True, shown, alone.count('class="card event"'))
    assert ("Place, dates and more" in page, "<details open>" in page) == (True, False)
    assert "<details open>" in (await browser.get("/", params={"kind": "meetup"})).text
