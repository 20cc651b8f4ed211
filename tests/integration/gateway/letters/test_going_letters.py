"""Whoever goes hears when an event is called off or moved: once, and nobody who has stopped or never came."""

import httpx

from services.gateway.letters.unsubscribe import GOING_LIST, token_for
from services.gateway.workers import goers, imports
from tests.integration.gateway.acquaintances import ADA, BOB, soil_day
from tests.integration.gateway.announced import ML, SOIL
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import ADA as PROFILE
from tests.integration.gateway.partners import key_for, line, send
from tests.support.calendars import vcalendar

CANCELLED = SOIL.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT")
LATER = SOIL.replace("20270519T", "20270526T")


async def announce(house: House, *events: str) -> None:
    """Put another calendar where the first one was, have it read, and write the letters."""
    house.publisher.put("/a.ics", vcalendar(*events))
    house.clock.advance(hours=24)
    await house.events.poll_now()
    while await goers.tell_once(house.runtime):
        pass


async def goes(house: House, address: str, status: str = "going") -> httpx.AsyncClient:
    one = await house.sign_in(address)
    await one.put("/v1/me", json={"display_name": address.partition("@")[0]})
    await one.put(f"/v1/me/attendance/{await soil_day(one)}", json={"status": status})
    return one


async def letters(house: House) -> list[tuple[str, str]]:
    sql = "select to_address, subject from mail_message where kind = 'going' order by created_at, to_address"
    return [(row["to_address"], row["subject"]) for row in await house.db.fetch(sql)]


async def test_who_goes_is_told_of_a_new_day_and_of_the_end_and_may_stop_it(house: House) -> None:
    await goers.tell_once(house.runtime)
    ada = await goes(house, ADA)
    await goes(house, BOB, "interested")
    event_id, ada_id = await soil_day(ada), (await ada.get("/v1/me")).json()["id"]
    await announce(house, LATER, ML)
    moved = await letters(house)
    text = await house.db.fetchval(
        "select text from mail_message where to_address = $1 and kind = 'going'", ADA
    )
    way_out = f"/unsubscribe/{token_for(house.runtime.key, ada_id, GOING_LIST)}"
    await ada.post(way_out)
    await announce(house, CANCELLED, ML)
    new_day = "Another time: Soil Health Field Day"
    assert [(ADA, new_day), (BOB, new_day)] == moved
    assert [*moved, (BOB, "Cancelled: Soil Health Field Day")] == await letters(house)
    assert text == (
        "News of Soil Health Field Day, where you go.\n\n"
        "New date; it was Wed 19 May 2027.\n\n"
        f"Wed 26 May 2027, 09:00 · Berlin, Germany\nhttp://acquaint.example/events/{event_id}\n\n"
        "You cannot come now? Say so on the page above, and nobody waits for you.\n\n"
        f"--\nNo more letters of events where you go, without signing in:\nhttp://acquaint.example{way_out}\n"
    )


async def test_what_came_back_is_no_news_and_a_killed_reader_writes_nothing_twice(house: House) -> None:
    await goers.tell_once(house.runtime)
    await goes(house, ADA)
    before = await house.db.fetchval("select resume from change_position where name = 'going'")
    for events in ((CANCELLED, ML), (SOIL, ML)):
        house.publisher.put("/a.ics", vcalendar(*events))
        house.clock.advance(hours=24)
        await house.events.poll_now()
    await goers.tell_once(house.runtime)
    assert [] == await letters(house)
    await announce(house, CANCELLED, ML)
    told = await letters(house)
    await house.db.execute("update change_position set resume = $1 where name = 'going'", before)
    await announce(house, CANCELLED, ML)
    assert [(ADA, "Cancelled: Soil Health Field Day")] == told == await letters(house)


async def test_whom_a_partner_brought_and_who_never_came_hears_no_more_than_that(house: House) -> None:
    await goers.tell_once(house.runtime)
    event_id = await soil_day(await house.browser())
    partner = await house.browser((await key_for(house, "Field Days", "imports"))[1])
    await announce(house, CANCELLED, ML)
    await send(partner, line("4711", ADA, PROFILE, event_id))
    while await imports.import_once(house.runtime):
        pass
    text = await house.db.fetchval("select text from mail_message where kind = 'brought'")
    await announce(house, SOIL, ML)
    assert [] == await letters(house)
    assert "Cancelled, so its sources say" in text
    assert "whom to meet" not in text
