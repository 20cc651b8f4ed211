"""The words that coming events use: counted now and then, kept in a table and at hand of every search."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from services.events.ingest.resolve.searchable import title_words, words
from services.events.ingest.resolve.time_words import day_words, month_words
from services.events.ingest.when import When
from services.events.search.lexicon import MOST_WORDS, SHORTEST_WORD, Lexicon
from services.events.search.spellings import LONGEST_WORD
from services.events.search.window import AIM
from services.events.store.search.changes import last_change
from services.events.store.search.fresh import Fresh
from shared.db import Connection, Database, Record
from shared.kernel.clock import Clock

_BATCH: Final = 2000
_PART_OF_TIME: Final = 20
"""Counting takes at most one part in so many of a worker's time, however many events there are."""
_EVENTS: Final = ""
"""The row that says how many events were counted: no word is empty."""
_BEGINNINGS: Final = """
insert into word_beginning (beginning, share)
select left(word, size), least(1, sum(events)::float8 / $1)
from word, generate_series(2, 6) as size where length(word) >= size
group by 1 having sum(events) >= $2
on conflict (beginning) do update set share = excluded.share
"""
"""Beginnings of words, those of so many events that it matters; as if no event had two of such words."""


def lexicon_reader(db: Database) -> Fresh[Lexicon]:
    """Return what keeps the lexicon at hand, as it was counted last."""

    async def read() -> Lexicon | None:
        rows = await db.fetch("select word, events from word")
        counted = {row["word"]: row["events"] for row in rows}
        events = counted.pop(_EVENTS, 0)
        return await asyncio.to_thread(Lexicon, counted, events) if rows else None

    return Fresh(read, Lexicon({}, 0))


class Lexicographer:
    """Counts the words anew when events have changed."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._counted = -1
        self._rest_until = 0.0

    async def run_once(self) -> int:
        """Count if there is news and time for it; return how many words were written."""
        if time.monotonic() < self._rest_until:
            return 0
        newest = await last_change(self._db)
        if newest == self._counted:
            return 0
        begun = time.monotonic()
        written = await self.count()
        self._counted, done = newest, time.monotonic()
        self._rest_until = done + _PART_OF_TIME * (done - begun)
        return written

    async def count(self) -> int:
        """Count the words of all events that are not over, and replace the table."""
        async with self._db.transaction() as conn:
            counted, events = await _count(conn, self._clock())
            common = [*counted.most_common(MOST_WORDS), (_EVENTS, events)]
            await conn.execute("delete from word")
            await conn.execute(
                # two workers may count at once
                "insert into word (word, events) select * from unnest($1::text[], $2::int[]) "
                "on conflict (word) do update set events = excluded.events",
                [word for word, _ in common],
                [count for _, count in common],
            )
            await conn.execute("delete from word_beginning")
            await conn.execute(_BEGINNINGS, max(events, 1), AIM)
        return len(common)


async def _count(conn: Connection, now: datetime) -> tuple[Counter[str], int]:
    counted: Counter[str] = Counter()
    last, events = "", 0
    while rows := await conn.fetch(_NEXT, now, last, _BATCH):
        counted.update(await asyncio.to_thread(lambda: Counter(word for row in rows for word in _words(row))))
        last, events = rows[-1]["id"], events + len(rows)
    return counted, events


_NEXT: Final = """
select id, doc ->> 'title' as title, concat_ws(' ', doc ->> 'summary', doc -> 'place' ->> 'venue',
    doc -> 'place' ->> 'city', doc -> 'organiser' ->> 'name') as about,
    jsonb_path_query_array(doc, '$.topics[*].label') as topics,
    doc -> 'starts_at' ->> 'local' as starts, doc -> 'ends_at' ->> 'local' as ends
from (
    select id from event_search where not is_over and ends_utc > $1 and id > $2 order by id limit $3
) as next join event using (id) order by id
"""


def _words(row: Record) -> Iterator[str]:
    """Return the words of an event, each once."""
    topics: list[Any] = row["topics"]
    found = {*title_words(row["title"]).split(), *words(f"{row['about']} {' '.join(topics)}"), *_times(row)}
    return (word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD and not word.isdigit())


def _times(row: Record) -> list[str]:
    starts, ends = When(row["starts"]), When(row["ends"] or row["starts"])
    first, last = starts.day, max(starts.day, ends.day)
    return f"{month_words(first, last)} {day_words(first, last, starts.time_of_day)}".split()
