"""The own page of an event that vanished is looked at, and what it says counts."""

import orjson
import pytest

from services.events.runtime import Runtime
from services.events.working import workers
from shared.http.channel import AsgiChannel
from tests.support.clock import FixedClock
from tests.support.servers.feed_life import HALL, JSON_LD, Entry, Feed
from tests.support.servers.publisher import Publisher, add_source

OTHERS = [Entry(name, f"{name} Makers Guild", "2027-04-02") for name in ("Boat", "Clock", "Glass")]


def page(status: str, day: str = "2027-04-02") -> str:
    return JSON_LD.format(uid="violin", title="Violin Makers Guild", day=day, status=status, location=HALL)


@pytest.mark.parametrize(
    ("shown", "status", "because"),
    [
        (None, "probably_off", "leads to a page that is gone"),
        (page("EventCancelled"), "probably_off", "leads to a page that says it is cancelled or postponed"),
        (page("EventScheduled"), "scheduled", "leads to a page that still announces it"),
        (page("EventScheduled", "2027-05-01"), "probably_off", None),
        ("<html>Sign in</html>", "probably_off", None),
    ],
    ids=["gone", "cancelled", "stands", "another day", "says nothing"],
)
async def test_what_a_page_says(  # noqa: PLR0913, PLR0917 - fixtures
    runtime: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock,
    shown: str | None, status: str, because: str | None,
) -> None:  # fmt: skip
    address = f"http://{publisher.origin}/violin"
    violin = Entry("violin", "Violin Makers Guild", "2027-04-02").but(url=address)
    guilds = Feed(publisher, "/guilds.ics")
    guilds.put(violin, *OTHERS)
    await add_source(runtime, f"http://{publisher.origin}/guilds.ics")
    await runtime.poll_now()
    guilds.drop("violin")
    for _ in range(2):
        clock.advance(hours=7)
        await runtime.poll_now()
    if shown is not None:
        publisher.put("/violin", shown, "text/html")

    looked = [await runtime.page_looker.run_once() for _ in range(2)]

    [row] = await runtime.db.fetch("select id, doc from event where doc->>'title' = 'Violin Makers Guild'")
    report = orjson.loads((await api.request("GET", f"/v1/events/{row['id']}/sources")).body)
    assert ([1, 0], status) == (looked, row["doc"]["status"])
    told = [it["because"] for it in report["off"]["signs"]]
    assert ([because] if because else []) == [it for it in told if it.startswith("leads")]
    assert "events.look" in [worker.name for worker in workers(runtime)]

    guilds.put(violin)
    clock.advance(hours=7)
    await runtime.poll_now()
    [now] = await runtime.db.fetch("select page_told, vanished_at from listing where uid = 'violin'")
    assert (None, None) == (now["page_told"], now["vanished_at"])
