"""A publisher says what listings of theirs tell of, by API and by page; others may not."""

import re

import httpx

from tests.integration.gateway.browsing import post
from tests.integration.gateway.conftest import House
from tests.integration.gateway.organisers import prove
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import add_source

ONE = vevent(
    "1", "Rust Berlin Conference", "20270519T070000Z", "20270519T150000Z", location="Berlin\\, Germany"
)
OTHERS = (ONE.replace("UID:1", "UID:2").replace("Rust Berlin Conference", "Ferris Gathering"),
          ONE.replace("UID:1", "UID:3"))  # fmt: skip


async def three(house: House) -> tuple[list[str], str]:
    """Have a listing, one in doubt with it, one merged with it; return their ids and the first's source."""
    for number, entry in enumerate((ONE, *OTHERS)):
        await add_source(house.events, house.publisher.put(f"/{number}.ics", vcalendar(entry)))
    await house.events.poll_now()
    rows = await house.events.db.fetch(
        "select id, source_id from listing where uid in ('1', '2', '3') order by uid"
    )
    ids = [row["id"] for row in rows]
    await house.events.db.execute(
        "insert into doubt (one, other, probability, reason, features, at)"
        " values ($1, $2, .61, 'alike', '{}', $3)"
        " on conflict do nothing",
        *sorted(ids[:2]), house.clock(),
    )  # fmt: skip
    return ids, rows[0]["source_id"]


async def homes(house: House) -> list[str]:
    rows = await house.events.db.fetch(
        "select event_id from listing where uid in ('1', '2', '3') order by uid"
    )
    return [row["event_id"] for row in rows]


async def say(
    client: httpx.AsyncClient, source: str, one: str, other: str, *, same: bool | None
) -> tuple[int, str | None]:
    reply = await client.post(
        f"/v1/sources/{source}/verdicts", json={"listing_ids": [one, other], "same": same}
    )
    return reply.status_code, reply.json().get("code")


async def test_a_publisher_joins_what_is_in_doubt_and_parts_what_is_not_theirs(house: House) -> None:
    (one, doubted, merged), source = await three(house)
    ada, bob = await house.sign_in("ada@people.example"), await house.sign_in("bob@people.example")
    assert (403, "not_its_publisher") == await say(ada, source, one, doubted, same=True)
    await prove(house, ada, source)
    listed = (await ada.get(f"/v1/sources/{source}/doubts")).json()["items"]
    refused = [
        await say(ada, source, *pair, same=True)
        for pair in ((one, merged), (doubted, merged), (one, "lst_0"))
    ]
    joined = await say(ada, source, one, doubted, same=True)
    together = await homes(house)
    back = await say(ada, source, one, doubted, same=None)
    parted = await say(ada, source, merged, one, same=False)
    apart = await homes(house)
    await house.events.db.execute("update verdict set said_by = 'per_operator'")

    assert [({one, doubted}, 0.61)] == [
        ({it["listing_id"] for it in each["listings"]}, each["probability"]) for each in listed
    ]
    assert [(403, "not_in_doubt"), (403, "not_your_listing"), (404, "listing_missing")] == refused
    assert [(200, None)] * 3 == [joined, back, parted]
    assert (True, 3) == (together[0] == together[1], len({*apart}))
    assert (409, "settled_by_others") == await say(ada, source, one, merged, same=None)
    asked = [
        await bob.get(f"/v1/sources/{source}/doubts"),
        await (await house.browser()).get(f"/v1/sources/{source}/doubts"),
    ]
    assert [403, 401] == [it.status_code for it in asked]


async def test_the_pages_of_a_publisher_say_it_as_well(house: House) -> None:
    (one, doubted, merged), source = await three(house)
    ada, browser = await house.sign_in("ada@people.example"), await house.browser()
    browser.cookies.set("acquaint", ada.headers["authorization"].removeprefix("Bearer "))
    before = await browser.get(f"/sources/{source}")
    await prove(house, ada, source)
    page = await browser.get(f"/sources/{source}")
    kept = await post(browser, page, f"/sources/{source}/verdicts", one=one, other=doubted, says="different")
    after = await browser.get(kept.headers["location"])
    wrong = await post(browser, after, f"/sources/{source}/verdicts", one=doubted, other=merged, says="same")
    assert ["One event, or two?" in it.text for it in (before, page, after)] == [False, True, True]
    assert ("they are two events now" in after.text, kept.status_code, wrong.status_code) == (True, 303, 403)

    listings = f"/events/{(await homes(house))[0]}/listings"
    theirs = await browser.get(listings)
    assert [source] == re.findall(r'name="source" value="([^"]+)"', theirs.text)
    done = await post(browser, theirs, listings, listing=one, source=source, says="different")
    told = await browser.get(done.headers["location"])
    parted = len({*await homes(house)})
    of = re.findall(r'name="of" value="([^"]+)"', told.text)[0]
    await post(browser, told, listings, listing=one, of=of, source=source, says="forget")
    assert (303, 3, 2) == (done.status_code, parted, len({*await homes(house)}))
