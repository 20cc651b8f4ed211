"""A search as a person means it: what was typed; else its slips of the pen mended; else most of its words."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from services.events.search.lexicon import Lexicon, Mends, mends, weights
from services.events.search.query import Search
from services.events.search.window import MANY, first_window, next_window
from services.events.search.wording import Alternatives, mended
from services.events.store.estimate import estimated, start_bounds
from services.events.store.search import Found, find_events
from shared.db import Database

Lexicons = Callable[[], Awaitable[Lexicon]]
FEW = 3
"""Events up to which a query may have been meant otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, and the search that found it. `meant` mends words that hardly anything is found with."""

    found: Found
    search: Search
    meant: Mends = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """Searches as a person means it."""

    db: Database
    lexicon: Lexicons
    alternatives: Alternatives

    async def find(self, search: Search, *, is_exact: bool) -> Answer:
        """Return the first of these that finds anything: as typed, mended, most of the words.

        A page that follows another goes on with what found the first.
        """
        is_first = search.after is None and search.window is None
        search = await self._windowed(search) if is_first else search
        found = await self._page(search)
        if search.wording is None or not is_first or len(found.documents) > FEW:
            return Answer(found, search, search.mends)
        lexicon = await self.lexicon()
        slips = await asyncio.to_thread(mends, search.wording, lexicon)
        meant = tuple((typed, self._widened(words)) for typed, words in slips)
        if is_exact or found.documents:
            return Answer(found, search, meant)
        return await self._find_meant(replace(search, mends=meant), lexicon) or Answer(found, search, meant)

    async def _find_meant(self, search: Search, lexicon: Lexicon) -> Answer | None:
        if search.mends and (found := await find_events(self.db, search)).documents:
            return Answer(found, search, search.mends)
        if search.sort != "relevance" or search.wording is None:
            return None
        loose = replace(search, shares=weights(mended(search.wording, search.mends), lexicon))
        found = await find_events(self.db, loose)
        return Answer(found, loose, search.mends) if found.documents else None

    async def _windowed(self, search: Search) -> Search:
        """Rank only the coming time where the words stand in very many events."""
        if not (search.wording and search.sort == "relevance" and search.is_coming):
            return search
        hits = await estimated(self.db, search)
        if hits <= MANY:
            return search
        titled = await estimated(self.db, search, in_title=True)
        return replace(search, window=first_window(await start_bounds(self.db), search.now, hits, titled))

    async def _page(self, search: Search) -> Found:
        """Fill a page, from the windows that follow if need be."""
        found = await find_events(self.db, search)
        while found.following is None and search.window is not None:
            bounds = await start_bounds(self.db)
            window = next_window(search.window, search.now, bounds[-1] if bounds else None)
            if window is None:
                break
            search = replace(search, window=window, after=None)
            missing = search.limit - len(found.documents)
            if not missing:
                return Found(found.documents, search)
            rest = await find_events(self.db, replace(search, limit=missing))
            following = rest.following and replace(rest.following, limit=search.limit)
            found = Found((*found.documents, *rest.documents), following)
        return found

    def _widened(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What the likeliest is called elsewhere will do as well."""
        return tuple(dict.fromkeys((*words, *self.alternatives(words[0]))))
