"""How many events a search should find, and so in which way it is read: no event is read for it."""

from dataclasses import dataclass
from datetime import datetime

from services.events.search.expected import EVERYWHERE, Expected
from services.events.search.query import Search
from services.events.search.window import AIM, LISTED, MANY, first_window, whole_words
from services.events.search.wording import Group, Wording, mended
from services.events.store.search.facets import Estimated, Known


@dataclass(frozen=True, slots=True)
class Outlook:
    """Looks ahead by what Postgres knows of all events and tells of conditions."""

    statistics: Known
    estimated: Estimated

    async def expected(self, search: Search) -> Expected | None:
        """Guess how many coming events a search by words finds, and of how many it is the name."""
        if not (search.wording and search.sort == "relevance" and search.is_coming):
            return None
        known, meant = await self.statistics(), mended(search.wording, search.mends)
        share, events = known.words.share(meant), known.events
        worded = share * events
        if worded > MANY and search.is_narrowed:
            events = await self.estimated(search)
        hits = share * events
        if hits > MANY:
            return Expected(hits, worded, events, titled=known.titles.share(meant) * events)
        is_begun = len(meant) > 1 and meant[-1].is_open and not (meant[-1].is_optional or search.mends)
        if not is_begun:
            return Expected(hits, worded, events)
        whole = (meant[-1]._replace(is_open=False),)
        return Expected(hits, worded, events, last=known.words.share(whole) * events)

    async def windowed(self, search: Search, expected: Expected | None) -> Search:
        """Rank only the coming time where the words stand in very many events."""
        if expected is None:
            return search
        if expected.hits <= MANY:
            few = AIM if search.is_narrowed else MANY  # of more, Postgres joins the words with a condition
            window = whole_words(expected.hits, expected.last)
            is_rare = expected.worded <= few
            is_listed = is_rare and window is None and expected.last >= LISTED
            return search._replace(
                window=window, is_rare=is_rare, is_listed=is_listed, is_confined=expected.is_confined
            )
        bounds = (await self.statistics()).bounds
        window = first_window(bounds, search.now, expected.hits, expected.titled)
        return search._replace(window=window, is_rare=False, is_confined=False)

    async def placed(self, search: Search) -> Search:
        """Look for the nearest place by place where each has enough events that meet what else is asked."""
        anywhere = search._replace(near=None)
        if not (search.near and search.sort == "distance" and anywhere.is_narrowed and search.is_coming):
            return search
        events = (await self.statistics()).events
        return search._replace(is_everywhere=EVERYWHERE * await self.estimated(anywhere) >= events)

    async def until(self, search: Search, groups: Wording) -> tuple[datetime | None, ...]:
        """Return until when events are ranked that have a group alone; nothing where few have any.

        Groups that very many events have share one span: one look at the starts serves them all.
        """
        known = await self.statistics()
        events = known.events if search.is_coming else 0.0
        if events > MANY and search.is_narrowed:
            events = await self.estimated(search)

        def many(group: Group) -> float:
            hits = known.words.share((group._replace(is_optional=False),)) * events
            return hits if hits > MANY else 0.0

        told = tuple(map(many, groups))
        window = first_window(known.bounds, search.now, sum(told), titled=0.0)
        return tuple(window.ends if hits else None for hits in told) if window else ()
