"""What a burst costs those who follow searches: a source brings thousands of events at once."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import product
from statistics import median

from deploy.local.bench.documents import as_icalendar, invent
from deploy.local.bench.house import House
from services.events.api.matching import search_of
from services.events.app import create_app
from services.events.settings import EventsSettings
from services.events.store.search.matching import found_among
from services.gateway.letters.lists import House as Sender
from services.gateway.store.letters.telling import PostgresBook
from services.gateway.store.searches.watching import PostgresKeeper
from services.gateway.workers.alerts import tell_due, watch
from services.gateway.workers.changes import BATCH
from shared.clients.events import EventsClient
from shared.db import Database
from shared.http.channel import AsgiChannel
from shared.kernel.clock import system_clock

PEOPLE = 300
_WORDS = ("data", "nursing", "security", "energy", "law", "design", "python", "teaching", "finance", "soil")
_FILTERS = (
    "",
    "&kind=conference",
    "&kind=meetup",
    "&country=DE",
    "&country=US",
    "&mode=online",
    "&free=true",
)
_EVERYTHING = ("", "kind=conference", "kind=meetup")
_KEY = b"k" * 32


@dataclass(frozen=True, slots=True)
class Burst:
    """One burst: seconds to read and keep it, of the floor, and of the letters; the largest letter."""

    entries: int
    queries: int
    watch_s: float
    floor_s: float
    tell_s: float
    letters: int
    most_bytes: int

    @property
    def ratio(self) -> float:
        """How many times the floor: asking each query of the same events, and keeping nothing."""
        return self.watch_s / self.floor_s


async def bursts(house: House, gateway: Database, rounds: int, size: int) -> list[Burst]:
    """Let people follow searches, and a new source bring `size` events at once, again and again."""
    log = EventsClient(AsgiChannel(create_app(EventsSettings(), runtime=house.runtime)))
    keeper = PostgresKeeper(gateway, system_clock)
    await watch(log, keeper)
    queries = await _follow(gateway)
    bodies = [
        as_icalendar(list(invent(range(number * size, (number + 1) * size), system_clock())))
        for number in range(rounds)
    ]
    return [await _burst(house, gateway, log, queries, body) for body in bodies]


async def _follow(gateway: Database) -> list[str]:
    """Give each person one search; queries are shared by several, as they are in life."""
    queries = [*_EVERYTHING, *(f"q={word}{rest}" for word, rest in product(_WORDS, _FILTERS))]
    now = system_clock() - timedelta(days=1)
    people = [(f"per_{number}", f"{number}@people.example", now) for number in range(PEOPLE)]
    held = [(f"sav_{n}", f"per_{n}", queries[n % len(queries)], now) for n in range(PEOPLE)]
    async with gateway.transaction() as conn:
        accounts = "insert into account (person_id, email, created_at) values ($1, $2, $3)"
        await conn.executemany(accounts, people)
        await conn.executemany(
            """insert into saved_search (id, person_id, name, query, alerts, since, whole, created_at,
                                         updated_at)
               values ($1, $2, 'mine', $3, 'at_once', $4, true, $4, $4)""",
            held,
        )
    return queries


async def _burst(
    house: House, gateway: Database, log: EventsClient, queries: Sequence[str], body: bytes
) -> Burst:
    url = f"https://bench.example/{sha256(body).hexdigest()}.ics"
    await house.poll([await house.add(url, "text/calendar", body)])
    begun = time.perf_counter()
    entries = 0
    while read := await watch(log, PostgresKeeper(gateway, system_clock)):
        entries += read
    watch_s = time.perf_counter() - begun
    floor_s = await _floor(house, queries, entries)
    begun = time.perf_counter()
    await _tell(gateway, log)
    tell_s = time.perf_counter() - begun
    sizes = [row["size"] for row in await gateway.fetch("select length(content) as size from digest_issue")]
    await gateway.execute("delete from digest_issue")
    await gateway.execute("update alert_turn set last_at = null")
    return Burst(entries, len(queries), watch_s, floor_s, tell_s, len(sizes), max(sizes, default=0))


async def _floor(house: House, queries: Sequence[str], entries: int) -> float:
    db = house.runtime.db
    rows = await db.fetch("select event_id from change order by seq desc limit $1", entries)
    ids = [row["event_id"] for row in rows]
    begun = time.perf_counter()
    searches = [search_of(query, house.runtime) for query in queries]
    for start in range(0, len(ids), BATCH):
        await found_among(db, ids[start : start + BATCH], searches)
    return time.perf_counter() - begun


def _in_an_hour() -> datetime:
    return system_clock() + timedelta(hours=1)


async def _tell(gateway: Database, log: EventsClient) -> None:
    """Write the letters as if an hour had passed."""
    sender = Sender("https://acquaint.example", "Acquaint <hello@acquaint.example>", _KEY)
    book = PostgresBook(gateway, _in_an_hour, "bench", sender)
    while await tell_due(book, log, _in_an_hour(), sender):
        pass


def summed(found: Sequence[Burst]) -> dict[str, float]:
    """Return medians and the spread of the ratio."""
    ratios = sorted(it.ratio for it in found)
    return {
        "entries": median(it.entries for it in found),
        "queries": found[0].queries,
        "watch_s": round(median(it.watch_s for it in found), 2),
        "floor_s": round(median(it.floor_s for it in found), 2),
        "ratio": round(median(ratios), 2),
        "ratio_least": round(ratios[0], 2),
        "ratio_most": round(ratios[-1], 2),
        "letters": median(it.letters for it in found),
        "letter_ms": round(1000 * median(it.tell_s / max(1, it.letters) for it in found), 1),
        "most_bytes": max(it.most_bytes for it in found),
    }
