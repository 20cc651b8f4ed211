"""Which of the listings held could be one event with some others: what shares a key, compared in part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare.block import (
    MAX_WORDS,
    is_of_word,
    lookup_keys,
    may_be_named_alike,
    telling_words,
)
from services.events.ingest.resolve.compare.decide import are_days_in_reach, may_be_one
from services.events.ingest.resolve.compare.place import home_country
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.swapped import swapped
from services.events.ingest.resolve.model import Sighting
from services.events.store.ingest.compared import NOT_COMPARED, days_of, of_hash, profile_of, words_of
from services.events.store.ingest.encoding import listing_from_json
from shared.db import Ahead, Connection, Record, ahead_of

_WITH_THEIR_EVENTS = """
with near as (
    select event_id from listing where id = any($1)
    union select event_id from listing join verdict on listing.id in (one, other)
          where one = any($2) or other = any($2))
select listing.id, source_id, doc, event_id, first_seen_at, changed_at, vanished_at, page_told,
       withdrawn_at is not null as withdrawn, source.trust,
       coalesce(source.own_title, source.title) as source_title
from near join listing using (event_id) join source on source.id = source_id
"""
_MOST_UNDER_A_KEY = 1000
"""Listings that one key may bring: a bound for floods of like names, far above what feeds hold."""
_UNDER_KEYS = """
select listing_id, array_agg(number + $3 - 1) as numbers, (
    select case compared->>'of' when $6 || content_hash then compared else doc - $5::text[] end
    from listing where id = listing_id) as told
from rows from (jsonb_array_elements_text($1), jsonb_array_elements_text($2)) with ordinality
         as wanted (key, country, number) cross join lateral (
    select listing_id from listing_key
    where key = hashtextextended(wanted.key, 0)
      and (country is null or wanted.country is null or country = wanted.country)
      and xmin is distinct from pg_current_xact_id_if_assigned()::xid
    limit $4) as found
group by listing_id
"""
"""What this very transaction has written early is no neighbour of what is to be resolved.

Keys come as JSON: there are some forty for each listing, and the driver writes an array value by value.
"""
_ASKED_AT_ONCE = 100
"""Listings that are looked for together; what comes of some is compared while the next are looked for."""
_LAST_TURN = "select max(turn) from source_fetch"


class _Look:
    """One walk through listings for what could be one event with some of them."""

    def __init__(self, ahead: Ahead) -> None:
        self._ahead = ahead
        self._askers: list[list[Profile]] = []
        self._words: dict[Profile, int] = {}
        self._weights: list[int] = []
        self._possible: set[str] = set()

    async def at(self, listings: Sequence[Listing]) -> None:
        """Look for these, and compare what has come for those before."""
        wanted: dict[tuple[str, str | None], list[Profile]] = defaultdict(list)
        for asker in map(Profile, listings):
            self._words[asker] = telling_words(asker.listing)
            country = home_country(asker.listing)
            for key in lookup_keys(asker.listing):
                wanted[key, country].append(asker)
        keys, countries = [key for key, _ in wanted], [country for _, country in wanted]
        await self._ahead.execute(
            _UNDER_KEYS, keys, countries, len(self._askers), _MOST_UNDER_A_KEY, NOT_COMPARED, of_hash("")
        )
        self._askers += wanted.values()
        self._weights += [1 if is_of_word(key) else MAX_WORDS for key in keys]
        self.found()

    def found(self) -> set[str]:
        """Return the ids of what came so far and could be one with what asked for it."""
        self._possible |= {row["listing_id"] for row in self._ahead.taken() if self._could_be_one(row)}
        return self._possible

    def _could_be_one(self, row: Record) -> bool:
        told = row["told"]
        days, words = days_of(told), words_of(told)
        near = [
            asker
            for asker, shared in self._sharing(row["numbers"]).items()
            if may_be_named_alike(shared, self._words[asker], words)
            and (are_days_in_reach((asker.starts, asker.ends), days) or days[0] == swapped(asker.starts))
        ]
        held = profile_of(told, days) if near else None
        return held is not None and any(may_be_one(held, it) for it in near)

    def _sharing(self, numbers: Iterable[int]) -> dict[Profile, int]:
        """Return who asked for these keys, and of how many words they are; any other key counts as enough."""
        shared: dict[Profile, int] = defaultdict(int)
        for number in numbers:
            for asker in self._askers[number]:
                shared[asker] += self._weights[number]
        return shared


class Neighbours:
    """Finds them in one transaction, for listings written early before its turn has come.

    What was found before counts if nobody else's turn has ended meanwhile, as is told by the fetches noted.
    """

    def __init__(self, conn: Connection, ahead: Ahead) -> None:
        self._conn = conn
        self._look = _Look(ahead)
        self._ahead = ahead
        self._asked: dict[int, Listing] = {}
        self._turn: int | None = None

    async def seek_early(self, listings: Sequence[Listing]) -> None:
        """Look for the neighbours of listings that are new, without waiting for what comes of it."""
        if not listings:
            return
        if not self._asked:
            await self._ahead.settle()
            self._turn = await self._conn.fetchval(_LAST_TURN)
        await self._look.at(listings)
        self._asked |= {id(it): it for it in listings}

    async def of(self, listings: Iterable[Listing], listing_ids: Iterable[str]) -> list[Sighting]:
        """Return what could be one event with a listing or is named, with what hangs together with it."""
        possible = await self._found_early()
        left = [it for it in listings if id(it) not in self._asked]
        self._asked = {}
        named = list(listing_ids)
        near = [*(possible | await _possible(self._conn, left)), *named]
        rows = await self._conn.fetch(_WITH_THEIR_EVENTS, near, named) if near else []
        return [_sighting(**dict(row)) for row in rows]

    async def _found_early(self) -> set[str]:
        if not self._asked:
            return set()
        await self._ahead.settle()
        if self._turn == await self._conn.fetchval(_LAST_TURN):
            return self._look.found()
        self._ahead.taken()
        self._asked = {}
        return set()


def _sighting(*, doc: dict[str, Any], **told: Any) -> Sighting:  # noqa: ANN401 - the columns bear its names
    return Sighting(listing=listing_from_json(doc), **told)


async def _possible(conn: Connection, listings: Iterable[Listing]) -> set[str]:
    """Return the ids of those that could be one with some of these: few of those that share a key."""
    waiting = iter(listings)
    async with ahead_of(conn) as ahead:
        look = _Look(ahead)
        while batch := list(islice(waiting, _ASKED_AT_ONCE)):
            await look.at(batch)
    return look.found()
