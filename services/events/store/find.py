"""A search as a person means it: what was typed; else its slips of the pen mended; else most of its words."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from services.events.search.frequency import Statistics
from services.events.search.lexicon import Lexicon, Mends, fewest, mends, weights
from services.events.search.meaning import MOST_NEAR, Embed, fused, query_text
from services.events.search.query import Search
from services.events.search.window import AIM, MANY, first_window, next_window
from services.events.search.wording import Alternatives, mended
from services.events.store.estimate import estimated
from services.events.store.meaning import near
from services.events.store.search import Found, find_batch, find_events, find_ids
from shared.db import Database

Lexicons = Callable[[], Awaitable[Lexicon]]
Known = Callable[[], Awaitable[Statistics]]
SEARCH_SETTINGS = {
    "plan_cache_mode": "force_custom_plan",  # a plan for any words reads them anew for each row it ranks
    "max_parallel_workers_per_gather": "0",  # a second process gains little, and is missed by another search
    "hnsw.ef_search": "200",  # the more neighbours are followed, the fewer are missed
    "hnsw.iterative_scan": "relaxed_order",  # until enough of them pass the filters
}
"""Of the connections that search."""
FEW = 3
"""Events up to which a query may have been meant otherwise, by its letters or by its meaning."""
MOST_CLOSE = 8
"""Events close in meaning that stand below those with the words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, and the search that found it. `meant` mends words that hardly anything is found with.

    From place `close_from` of the page on, events have not the words but are close in meaning.
    """

    found: Found
    search: Search
    meant: Mends = ()
    close_from: int | None = None


@dataclass(frozen=True, slots=True)
class Finder:
    """Searches as a person means it."""

    db: Database
    lexicon: Lexicons
    statistics: Known
    alternatives: Alternatives
    english: Callable[[str], str]
    embed: Embed

    async def find(self, search: Search, *, is_exact: bool) -> Answer:
        """Return the first of these that finds anything: as typed; mended; most of the words, or the meaning.

        A page that follows another goes on with what found the first. Where few events have all the words,
        those that are close in meaning stand below them.
        """
        answer = await self._find(search, is_exact=is_exact)
        found, used = answer.found, answer.search
        room = min(MOST_CLOSE, used.limit - len(found.documents))
        has_enough = found.following is not None or len(found.documents) > FEW or used.after is not None
        if is_exact or used.shares or has_enough or room <= 0 or not _is_ranked(used):
            return answer
        near_ids = await self._near(used, unlike=True)
        close = await self._documents(near_ids[:room], used)
        if not close:
            return answer
        return replace(
            answer,
            found=replace(found, documents=(*found.documents, *close), ids=(*found.ids, *near_ids[:room])),
            close_from=len(found.documents),
        )

    async def _find(self, search: Search, *, is_exact: bool) -> Answer:
        if search.shares:
            return Answer(await self._most_of_it(search), search, search.mends)
        is_first = search.after is None and search.window is None
        search = await self._windowed(search) if is_first else search
        found = await self._page(search)
        if search.wording is None or not is_first or len(found.documents) > FEW:
            return Answer(found, search, search.mends)
        lexicon = await self.lexicon()
        slips = mends(search.wording, lexicon)
        meant = tuple((typed, self._widened(words)) for typed, words in slips)
        if is_exact or found.documents:
            return Answer(found, search, meant)
        return await self._find_meant(replace(search, mends=meant), lexicon) or Answer(found, search, meant)

    async def _find_meant(self, search: Search, lexicon: Lexicon) -> Answer | None:
        if search.mends:
            is_many = (
                fewest(mended(search.wording or (), search.mends), lexicon) > AIM
            )  # texts hold more words
            likely = await self._windowed(search) if is_many else search
            if (found := await self._page(likely)).documents:
                return Answer(found, likely, search.mends)
        if search.wording is None or not _is_ranked(search):
            return None
        loose = replace(search, shares=weights(mended(search.wording, search.mends), lexicon))
        found = await self._most_of_it(loose)
        return Answer(found, loose, search.mends) if found.documents else None

    async def _most_of_it(self, search: Search) -> Found:
        """Fuse what has most of the words with what is near in meaning."""
        by_words = find_ids(self.db, replace(search, limit=MOST_NEAR))
        ids = fused(await asyncio.gather(by_words, self._near(search, unlike=False)))
        until = search.skip + search.limit
        following = replace(search, skip=until) if len(ids) > until else None
        page = tuple(ids[search.skip : until])
        return Found(await self._documents(page, search), following, page)

    async def _near(self, search: Search, *, unlike: bool) -> list[str]:
        text = query_text(search.wording or (), search.mends, self.english)
        [vector] = self.embed([text])
        return await near(self.db, search, vector, unlike=unlike) if vector.any() else []

    async def _documents(self, ids: Sequence[str], search: Search) -> tuple[str, ...]:
        return tuple(await find_batch(self.db, ids, search.now)) if ids else ()

    async def _windowed(self, search: Search) -> Search:
        """Rank only the coming time where the words stand in very many events."""
        if not (search.wording and search.sort == "relevance" and search.is_coming):
            return search
        known, meant = await self.statistics(), mended(search.wording, search.mends)
        share, events = known.words.share(meant), known.events
        if share * events > MANY and search.is_narrowed:
            events = await estimated(self.db, search)
        titled = known.titles.share(meant) * events
        return replace(search, window=first_window(known.bounds, search.now, share * events, titled))

    async def _page(self, search: Search) -> Found:
        """Fill a page, from the windows that follow if need be."""
        found = await find_events(self.db, search)
        while found.following is None and search.window is not None:
            window = next_window(search.window, search.now, (await self.statistics()).bounds)
            if window is None:
                break
            search = replace(search, window=window, after=None)
            missing = search.limit - len(found.documents)
            if not missing:
                return replace(found, following=search)
            rest = await find_events(self.db, replace(search, limit=missing))
            following = rest.following and replace(rest.following, limit=search.limit)
            found = Found((*found.documents, *rest.documents), following, (*found.ids, *rest.ids))
        return found

    def _widened(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What the likeliest is called elsewhere will do as well."""
        return tuple(dict.fromkeys((*words, *self.alternatives(words[0]))))


def _is_ranked(search: Search) -> bool:
    return search.wording is not None and search.sort == "relevance"
