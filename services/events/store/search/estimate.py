"""How many events a search would find, and when events start, by Postgres' statistics: no row is read."""

import time
from collections.abc import Awaitable, Callable, Mapping
from statistics import median
from typing import Any, Final

from services.events.search.frequency import Frequencies, Statistics
from services.events.search.lexicon import Lexicon
from services.events.search.query import Search
from services.events.search.sql import estimate_sql
from services.events.store.search.fresh import FRESH_S, Fresh
from shared.db import Database, Record

Lexicons = Callable[[], Awaitable[Lexicon]]
_MOST_KEPT: Final = 1000
_STATISTICS: Final = """
select attname as name, (select reltuples from pg_class where oid = 'event_ahead'::regclass) as events,
    case attname when 'starts_utc' then histogram_bounds::text::timestamptz[] end as bounds,
    most_common_elems::text::text[] as words, most_common_elem_freqs as shares
from pg_stats
where schemaname = current_schema and tablename = 'event_ahead'
    and attname in ('tsv', 'title', 'starts_utc')
"""
_BEGINNINGS: Final = "select beginning, share from word_beginning"
"""In what share of the events they were counted."""


def statistics_reader(db: Database, lexicon: Lexicons) -> Fresh[Statistics]:
    """Return what keeps the statistics at hand; nothing is known before the first analysis."""

    async def read() -> Statistics | None:
        rows = {row["name"]: row for row in await db.fetch(_STATISTICS)}
        if not rows:
            return None
        begun = {row["beginning"]: row["share"] for row in await db.fetch(_BEGINNINGS)}
        of, starts = await lexicon(), rows.get("starts_utc")
        return Statistics(
            events=next(iter(rows.values()))["events"],
            bounds=tuple(starts["bounds"] or ()) if starts else (),
            words=_frequencies(_shares(rows.get("tsv")), begun, of),
            titles=_frequencies(_shares(rows.get("title")), begun, of),
        )

    return Fresh(read, Statistics())


def _frequencies(shares: Mapping[str, float], begun: Mapping[str, float], lexicon: Lexicon) -> Frequencies:
    """Words are counted in titles and summaries: texts have more of each, and titles less, at the median."""
    factor = median(
        [share / known for word, share in shares.items() if (known := lexicon.share(word))] or [1.0]
    )
    return Frequencies(shares, {it: min(1.0, factor * share) for it, share in begun.items()}, lexicon.at_most)


def _shares(row: Record | None) -> dict[str, float]:
    """The frequencies are followed by the least and the greatest of them."""
    if row is None:
        return {}
    return dict(zip(row["words"] or (), row["shares"] or (), strict=False))


class Estimates:
    """About how many events meet what a search asks for besides its words, by Postgres' planner.

    It is told once a minute for the same conditions: asking takes as long as finding by date.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: dict[str, float] = {}
        self._until = 0.0

    async def __call__(self, search: Search) -> float:
        """Return the number; that of other moments of the last minute will do."""
        sql, args = estimate_sql(search)
        conditions = repr((sql, args[1:]))
        if time.monotonic() >= self._until or len(self._kept) >= _MOST_KEPT:
            self._kept, self._until = {}, time.monotonic() + FRESH_S
        if conditions not in self._kept:
            plan: list[dict[str, Any]] = await self._db.fetchval(f"explain (format json) {sql}", *args)
            self._kept[conditions] = float(plan[0]["Plan"]["Plan Rows"])
        return self._kept[conditions]
