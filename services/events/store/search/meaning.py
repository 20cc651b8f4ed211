"""Vectors of what coming events are about: made in the background, searched by an index of neighbours."""

import asyncio
from typing import Final

from services.events.search.filters.filtered import around
from services.events.search.meaning import LEAST_LIKENESS, MOST_NEAR, Embed, event_text
from services.events.search.query import Search
from services.events.store.search.changes import last_change
from shared.db import Database
from shared.text import Vectors

_BATCH: Final = 500
_STALE: Final = """
select row.id, event.version, event.doc
from event_search as row join event using (id)
where not row.is_over and row.id > $2
    and event.version is distinct from (select version from event_meaning as known where known.id = row.id)
order by row.id limit $1
"""
"""Asked event by event: a join Postgres takes to be of few rows, and reads all vectors for each batch."""
_GONE: Final = """
delete from event_meaning where not exists (select from event_ahead where event_ahead.id = event_meaning.id)
"""
_SAVE: Final = """
insert into event_meaning (id, version, embedding) values ($1, $2, $3::vector::halfvec)
on conflict (id) do update set version = excluded.version, embedding = excluded.embedding
"""


class Meanings:
    """Keeps the vectors of coming events; what has not changed costs one look at the change log."""

    def __init__(self, db: Database, embed: Embed, batch: int = _BATCH) -> None:
        self._db = db
        self._batch = batch
        self._embed = embed
        self._seen = -1
        self._upto = -1
        self._after = ""

    async def run_once(self) -> int:
        """Make a batch of vectors that are missing or out of date; return how many.

        Batches walk through the events by id. A walk has all that had changed when it began.
        """
        newest = await last_change(self._db)
        if newest == self._seen:
            return 0
        if not self._after:
            self._upto = newest
        rows = await self._db.fetch(_STALE, self._batch, self._after)
        vectors = await asyncio.to_thread(self._embed, [event_text(row["doc"]) for row in rows])
        async with self._db.transaction() as conn:
            told = zip(rows, vectors, strict=True)
            await conn.executemany(_SAVE, [(row["id"], row["version"], vector) for row, vector in told])
            if is_last := len(rows) < self._batch:
                await conn.execute(_GONE)
        if is_last:
            self._seen = self._upto
        self._after = "" if is_last else rows[-1]["id"]
        return len(rows)


async def near(db: Database, search: Search, vector: Vectors, *, unlike: bool) -> list[str]:
    """Return the events that the search's filters admit, the closest in meaning first.

    With `unlike`, those that have the words of the search are left out.
    """
    statement = around(search, unlike=unlike)
    early = " and ".join(each for each in statement.where if each not in statement.late)
    late, wanted = " and ".join(statement.late) or "true", statement.bind(vector)
    # what is asked of another table is asked from the closest on, until there are enough
    sql = f"""
        select id, starts_utc, 1 - away as likeness from (
            select id, starts_utc, embedding <=> {wanted}::vector::halfvec as away
            from event_meaning join {statement.rows} using (id) where {early} order by away offset 0
        ) as {statement.rows} where {late} limit {MOST_NEAR}
    """  # noqa: S608 - constants and placeholders
    rows = await db.fetch(sql, *statement.args)
    close = [row for row in rows if row["likeness"] >= LEAST_LIKENESS]
    # The dates of a series have one vector: the soonest stands for all.
    alike: dict[float, str] = {}
    for row in sorted(close, key=lambda row: (-row["likeness"], row["starts_utc"], row["id"])):
        alike.setdefault(round(row["likeness"], 9), row["id"])
    return list(alike.values())
