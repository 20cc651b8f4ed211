"""Attendees are written to when their meetings are published, and none more often than they should be."""

import re

from services.matching.workers.planning import plan_once
from tests.integration.gateway.acquaintances import ADA, BOB
from tests.integration.gateway.browsing import field
from tests.integration.gateway.conftest import House
from tests.integration.gateway.planning import STARTS, brought, plan_at


async def test_publishing_writes_to_each_once_where_the_organiser_wishes_so(house: House) -> None:
    olga, event_id = await brought(house)
    organise = f"/organise/{event_id}"
    token = field(await olga.get(organise), "csrf")
    await olga.post(f"{organise}/meeting-plan", data={"csrf": token, "starts_at": STARTS, "rounds": "2"})
    await plan_once(house.matching)
    base = plan_at((await olga.get(organise)).text, organise)
    way_out = "select text from mail_message where kind = 'brought' and to_address = $1"
    stop = re.findall(r"/unsubscribe/\S+", await house.db.fetchval(way_out, ADA))[0]
    await (await house.browser()).post(stop, data={"List-Unsubscribe": "One-Click"})
    quiet = await olga.post(f"{base}/publish", data={"csrf": token})
    written = [await _planned_letters(house)]
    for _ in range(2):
        told = await olga.post(f"{base}/publish", data={"csrf": token, "letters": "yes"})
        written.append(await _planned_letters(house))
    page = await olga.get(told.headers["location"].partition("#")[0])

    assert (quiet.headers["location"], "and is written to" in page.text) == (
        f"{organise}?published=quietly#plan", True,
    )  # fmt: skip
    [(to, subject, text)] = written[1]
    assert (written[0], written[2]) == ([], written[1])
    assert (to, subject) == (BOB, "Your meetings at Soil Health Field Day")
    assert "Wed 19 May 2027\n10:00–10:15, table 1: =Ada\n" in text
    assert f"/events/{event_id}" in text


async def test_an_organiser_whom_nobody_let_in_writes_to_a_person_once_a_day(house: House) -> None:
    olga, event_id = await brought(house)
    await house.events.db.execute("update source set origin = 'suggested'")
    await house.db.execute("update partner_person set told_at = $1", house.clock())
    organise = f"/organise/{event_id}"
    form = {"csrf": field(await olga.get(organise), "csrf"), "starts_at": STARTS, "letters": "yes"}
    await olga.post(f"{organise}/meeting-plan", data=form)
    await plan_once(house.matching)
    publish = f"{plan_at((await olga.get(organise)).text, organise)}/publish"
    written = []
    for hours in (1, 24, 1):
        house.clock.advance(hours=hours)
        await olga.post(publish, data=form)
        written.append([to for to, _, _ in await _planned_letters(house)])
    assert written == [[], [ADA, BOB], [ADA, BOB]]


async def _planned_letters(house: House) -> list[tuple[str, str, str]]:
    rows = await house.db.fetch(
        "select to_address, subject, text from mail_message where subject like 'Your meetings%' order by 1"
    )
    return [tuple(row.values()) for row in rows]
