"""A search as a person means it: what was typed; else its slips of the pen mended; else most of its words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from services.events.search.lexicon import Lexicon, Mends, mends, weights
from services.events.search.query import Search
from services.events.search.wording import Alternatives, mended
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
        found = await find_events(self.db, search)
        if search.wording is None or search.after or len(found.documents) > FEW:
            return Answer(found, search, search.mends)
        lexicon = await self.lexicon()
        meant = tuple((typed, self._widened(words)) for typed, words in mends(search.wording, lexicon))
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

    def _widened(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What the likeliest is called elsewhere will do as well."""
        return tuple(dict.fromkeys((*words, *self.alternatives(words[0]))))
