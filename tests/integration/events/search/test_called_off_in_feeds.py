"""Who follows a search by a feed learns that an event of it is called off."""

import orjson

from services.events.runtime import Runtime
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

RUST = ("1", "Rust Conference", "20270519T070000Z", "20270521T150000Z")


async def test_what_is_called_off_stays_in_feeds_as_in_calendars(
    runtime: Runtime, publisher: Publisher, clock: FixedClock, api: AsgiChannel
) -> None:
    await add_source(runtime, publisher.put("/rust.ics", vcalendar(vevent(*RUST))), every_s=3600)
    await runtime.poll_now()
    publisher.put("/rust.ics", vcalendar(vevent(*RUST, status="CANCELLED")))
    clock.advance(hours=2)
    await runtime.poll_now()
    feeds = {
        path: (await api.request("GET", f"/v1/events{path}")).body
        for path in (".json?q=rust", ".rss?q=rust", ".json?q=rust&status=scheduled", "?q=rust")
    }
    (item,) = orjson.loads(feeds[".json?q=rust"])["items"]
    assert ("[Cancelled] Rust Conference", "cancelled") == (item["title"], item["_event"]["status"])
    assert b"<item><title>[Cancelled] Rust Conference</title>" in feeds[".rss?q=rust"]
    assert [] == orjson.loads(feeds[".json?q=rust&status=scheduled"])["items"]
    assert [] == orjson.loads(feeds["?q=rust"])["items"]
