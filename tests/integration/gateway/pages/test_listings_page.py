"""What tells of an event, side by side; who runs this parts what is another event."""

import re

from tests.integration.gateway.browsing import ADA, entered, post
from tests.integration.gateway.conftest import House
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import add_source


async def merged(house: House) -> str:
    """Have three listings of one event; return its page."""
    for number, title in enumerate(("Rust Berlin Conference", "Rust Conference", "RustConf Berlin")):
        told = vevent(
            f"rust-{number}", title, "20270519T070000Z", "20270519T150000Z", location="Berlin\\, Germany"
        )
        await add_source(house.events, house.publisher.put(f"/{number}.ics", vcalendar(told)))
    await house.events.poll_now()
    [event] = await house.events.db.fetch("select distinct event_id from listing where uid like 'rust-%'")
    return f"/events/{event['event_id']}/listings"


async def events_of(house: House) -> list[int]:
    rows = await house.events.db.fetch(
        "select count(*) as told from listing where uid like 'rust-%' group by event_id order by 1"
    )
    return [row["told"] for row in rows]


async def test_an_operator_parts_a_listing_and_takes_it_back(house: House) -> None:
    object.__setattr__(house.runtime.face, "operators", frozenset({ADA.lower()}))
    path, browser = await merged(house), await entered(house)
    page = await browser.get(path)
    listings = re.findall(r'name="listing" value="(lst_[^"]+)"', page.text)
    assert (3, 3) == (len(listings), page.text.count("Not this event</button>"))
    assert "3 listings were taken for one event, since: same name" in page.text
    assert "Where they differ" in page.text

    kept = await post(browser, page, path, listing=listings[1], says="different")
    parted, after = await events_of(house), await browser.get(kept.headers["location"])
    [other] = re.findall(r'this one and <a href="(/events/evt_[^"]+)">', after.text)
    shown = await browser.get(other)
    of = re.findall(r'name="of" value="([^"]+)"', after.text)[0]
    back = await post(browser, after, path, listing=listings[1], of=of, says="forget")
    assert (303, [1, 2], 303, [3]) == (kept.status_code, parted, back.status_code, await events_of(house))
    assert (path.startswith(f"{other}/"), shown.status_code) == (False, 200)
    lost = await house.events.db.fetchval("select id from event where merged_into is not null limit 1")
    assert 3 == len((await house.runtime.events.event_sources(lost)).listings)
    assert 422 == (await post(browser, after, path, listing=listings[1], says="perhaps")).status_code


async def test_anybody_sees_them_and_nobody_else_parts_them(house: House) -> None:
    path = await merged(house)
    nobody, ada = await house.browser(), await entered(house)
    page, mine = await nobody.get(path), await ada.get(path)
    assert ("RustConf Berlin" in page.text, "Not this event" in page.text + mine.text) == (True, False)
    assert path in (await nobody.get(path.removesuffix("/listings"))).text
    said = await post(ada, mine, path, listing="lst_1", says="different")
    assert (404, [3]) == (said.status_code, await events_of(house))
