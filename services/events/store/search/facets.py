"""Counting what the filters of a search could be set to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.events.search.facet_codes import FacetNames
from services.events.search.facets import MOST_COUNTED, MOST_VALUES, facets_sql
from services.events.search.frequency import Statistics
from services.events.search.query import Search
from services.events.search.wording import mended
from shared.db import Database

Known = Callable[[], Awaitable[Statistics]]
Estimated = Callable[[Search], Awaitable[float]]
"""About how many events meet what a search asks for besides its words."""
AMPLE = 2 * MOST_COUNTED
"""Events that should have all words where as many as are counted have them, though words come together."""


@dataclass(frozen=True, slots=True)
class Facets:
    """By name, values with their counts; of how many events, None where of all."""

    values: dict[str, list[dict[str, str | int]]]
    of: int | None


@dataclass(frozen=True, slots=True)
class FacetCounter:
    """Counts the values of the events that a search finds."""

    db: Database
    statistics: Known
    estimated: Estimated
    names: FacetNames

    async def __call__(self, search: Search) -> Facets:
        """Return the values that the filters could take, with how many of the found events bear each.

        Where more events than are counted have the last word as it is, those with a longer one are not looked
        for: Postgres takes as long to gather these.
        """
        whole = await self._whole(search)
        counted = await self._count(whole) if whole else None
        return counted if counted and counted.of else await self._count(search)

    async def _count(self, search: Search) -> Facets:
        sql, args = facets_sql(search._replace(window=None, until=()))
        [row] = await self.db.fetch(sql, *args)
        of = row["events"] if row["events"] == MOST_COUNTED else None
        return Facets(self.names.counted(row["told"], MOST_VALUES), of)

    async def _whole(self, search: Search) -> Search | None:
        """Return the same search with its last word whole, where more than enough are found so."""
        wording = search.wording
        if not (wording and wording[-1].is_open and search.is_coming) or search.shares:
            return None
        whole = search._replace(wording=(*wording[:-1], wording[-1]._replace(is_open=False)))
        known = await self.statistics()
        share = known.words.share(mended(whole.wording or (), search.mends))
        if share * known.events < AMPLE:
            return None
        is_many = not search.is_narrowed or share * await self.estimated(search) >= AMPLE
        return whole if is_many else None
