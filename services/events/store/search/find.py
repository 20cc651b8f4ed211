"""A search as a person means it: what was typed; else its slips of the pen mended; else most of its words."""

import asyncio
from collections.abc import Awaitable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from services.events.search.expected import FEW
from services.events.search.filters.most_words import any_of
from services.events.search.lexicon import Lexicon, Mends, commoner, mends, together, weights
from services.events.search.meaning import MOST_NEAR, Embed, fused, query_text
from services.events.search.named import named
from services.events.search.query import Search
from services.events.search.vocabulary import Vocabulary
from services.events.search.window import MANY, SURE, next_window
from services.events.search.wording import Wording, apart, mended, read_wording
from services.events.store.search.estimate import Lexicons
from services.events.store.search.facets import FacetCounter
from services.events.store.search.meaning import near
from services.events.store.search.outlook import Outlook
from services.events.store.search.search import Found, documents_of, find_events, find_ids
from shared.db import Database

_T = TypeVar("_T")
_NOTHING = Found((), None)
MOST_CLOSE = 8
"""Events close in meaning that stand below those with the words."""
_ANY_WORDS = ("conference talks", "confernce machinelearning", "sunday xyzzy networking")
"""What is there, what is misspelt, and what no event has all of."""


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
    steady: Database
    lexicon: Lexicons
    outlook: Outlook
    vocabulary: Vocabulary
    embed: Embed
    facets: FacetCounter

    async def warm(self, now: datetime) -> None:
        """Search in each way, so that nobody waits for what the first has to read: models, words, plans."""
        await asyncio.to_thread(self.embed, [""])
        await asyncio.to_thread(self.vocabulary, "anywhere")
        for q in _ANY_WORDS:
            wording = read_wording(q, self.vocabulary)
            search = Search(now, q, wording=wording, sort="relevance")
            await asyncio.gather(self.find(search, is_exact=False), self.facets(search))

    async def find(self, search: Search, *, is_exact: bool) -> Answer:
        """Return the first of these that finds anything: as typed; mended; most of the words, or the meaning.

        A page that follows another goes on with what found the first. Where few events have all the words,
        those that are close in meaning stand below them.
        """
        if _is_ranked(search):
            search = named(search)
        if search.shares:
            slips = tuple(slip for slip in search.mends if " " not in slip[0])
            return Answer(await self._most_of_it(search, _begun(self._near(search))), search, slips)
        if search.after is not None or search.window is not None:
            return Answer(await self._page(search), search, search.mends)
        return await self._find_first(search, is_exact=is_exact)

    async def _find_first(self, search: Search, *, is_exact: bool) -> Answer:
        """Ask at once for what is likely to be needed next; what is not needed after all ends by itself."""
        expected = await self.outlook.expected(search)
        search = await self.outlook.windowed(search, expected)
        if search.wording is None:
            return Answer(await self._page(search), search, search.mends)
        lexicon = await self.lexicon()
        is_scarce = expected is not None and expected.hits <= SURE
        slips = self._slips(search.wording, lexicon, is_scarce=is_scarce)
        is_near_likely = not (is_exact or slips) and expected is not None and expected.is_few(search.wording)
        close = _begun(self._near(search, unlike=True)) if is_near_likely else None
        answer = None
        meant = await self._meant(search, slips) if slips and not is_exact else None
        if close and expected and expected.is_hardly_any:
            nothing = Answer(_NOTHING, search)
            answer = await self._find_some(nothing, search.wording, lexicon, close, unless=search)
        elif meant and meant.is_rare:
            answer = await self._find_meant(meant, typed=search)
        if answer and answer.found.documents:
            return answer
        found = await self._page(search)
        if len(found.documents) > FEW:
            return Answer(found, search, search.mends)
        if is_exact or found.documents:
            likely = commoner(slips, lexicon, than=len(found.documents))
            return await self._with_close(Answer(found, search, likely), is_exact=is_exact, close=close)
        if meant and not meant.is_rare and (answer := await self._find_meant(meant)):
            return answer
        return await self._find_some(Answer(found, search, slips), search.wording, lexicon, close)

    async def _find_some(
        self,
        nothing: Answer,
        wording: Wording,
        lexicon: Lexicon,
        close: Awaitable[list[str]] | None,
        *,
        unless: Search | None = None,
    ) -> Answer:
        """Find what has most of the words, or is near in meaning, where nothing has all of them.

        Whether anything has may be asked with it: nothing is found where there is what `unless` would find.
        """
        if not _is_ranked(nothing.search):
            return nothing
        # two words meant as one tell more as two, where not all words are needed
        slips = tuple(slip for slip in nothing.meant if " " not in slip[0])
        groups = mended(wording, slips)
        until = await self.outlook.until(nothing.search, groups)
        in_texts = (await self.outlook.statistics()).words.listed
        loose = nothing.search._replace(
            mends=slips, shares=weights(groups, lexicon, in_texts), until=until, is_rare=False
        )
        is_known = unless is None and groups == wording and sum(not it.is_optional for it in groups) == 1
        near_it = close or _begun(self._near(loose))
        some = await self._most_of_it(loose, near_it, unless=unless, has_words=not is_known)
        if not (some.documents or unless):
            loose = loose._replace(shares=any_of(loose.shares), mends=(*slips, *apart(groups)))
            some = await self._most_of_it(loose, near_it)
        return Answer(some, loose, slips) if some.documents else nothing

    def _slips(self, wording: Wording, lexicon: Lexicon, *, is_scarce: bool) -> Mends:
        """What misspelt words were meant to be; what the likeliest is called elsewhere will do as well.

        Words that may be one are so only where they are scarce apart: whether any event has them is asked.
        """
        joined = together(wording, lexicon) if is_scarce else ()
        return tuple(
            (typed, tuple(dict.fromkeys((*words, *self.vocabulary(words[0])))))
            for typed, words in (*joined, *mends(wording, lexicon))
            if not self.vocabulary.is_a_name(typed)
        )

    async def _meant(self, search: Search, slips: Mends) -> Search:
        """Return the search for what was likely meant."""
        meant = search._replace(mends=slips, window=None, is_rare=True)
        meant = named(meant)
        expected = await self.outlook.expected(meant)
        is_many = expected is not None and expected.worded > MANY
        return await self.outlook.windowed(meant, expected) if is_many else meant

    async def _find_meant(self, meant: Search, *, typed: Search | None = None) -> Answer | None:
        """Find what was meant, unless there is anything as it was typed; a misspelt word is rare."""
        unless = typed._replace(window=None, is_rare=True) if typed else None
        found = await self._page(meant, unless=unless)
        if not found.documents:
            return None
        return await self._with_close(Answer(found, meant, meant.mends), is_exact=False)

    async def _with_close(
        self, answer: Answer, *, is_exact: bool, close: Awaitable[list[str]] | None = None
    ) -> Answer:
        """Add what is close in meaning on the last page, where few events have the words."""
        found, used = answer.found, answer.search
        room = min(MOST_CLOSE, used.limit - len(found.documents))
        has_enough = found.following is not None or len(found.documents) > FEW
        if is_exact or has_enough or room <= 0 or not _is_ranked(used):
            return answer
        ids = (await (close or self._near(used, unlike=True)))[:room]
        if not (documents := await self._documents(ids, used)):
            return answer
        return replace(
            answer,
            found=replace(found, documents=(*found.documents, *documents), ids=(*found.ids, *ids)),
            close_from=len(found.documents),
        )

    async def _most_of_it(
        self,
        search: Search,
        close: Awaitable[list[str]],
        *,
        unless: Search | None = None,
        has_words: bool = True,
    ) -> Found:
        """Fuse what has most of the words, unless nothing is known to have, with what is near in meaning."""
        worded = search._replace(limit=MOST_NEAR)
        by_words = await find_ids(self.db, worded, unless=unless) if has_words else []
        if unless and not by_words:
            return _NOTHING
        ids = fused(by_words, await close)
        until = search.skip + search.limit
        following = search._replace(skip=until) if len(ids) > until else None
        page = tuple(ids[search.skip : until])
        return Found(await self._documents(page, search), following, page)

    async def _near(self, search: Search, *, unlike: bool = False) -> list[str]:
        text = query_text(search.wording or (), search.mends, self.vocabulary.english)
        [vector] = self.embed([text])
        return await near(self.db, search, vector, unlike=unlike) if vector.any() else []

    async def _documents(self, ids: Sequence[str], search: Search) -> tuple[str, ...]:
        documents = await documents_of(self.steady, ids, search.now) if ids else {}
        return tuple(documents[each] for each in ids if each in documents)

    async def _page(self, search: Search, *, unless: Search | None = None) -> Found:
        """Fill a page, from the windows that follow if need be; `unless` is for a search without windows."""
        search = await self.outlook.placed(search)
        found = await find_events(self.steady if search.is_steady else self.db, search, unless=unless)
        while found.following is None and search.window is not None:
            window = next_window(search.window, search.now, (await self.outlook.statistics()).bounds)
            if window is None:
                break
            search = search._replace(window=window, after=None)
            missing = search.limit - len(found.documents)
            if not missing:
                return replace(found, following=search)
            rest = await find_events(self.db, search._replace(limit=missing))
            following = rest.following and rest.following._replace(limit=search.limit)
            found = Found((*found.documents, *rest.documents), following, (*found.ids, *rest.ids))
        return found


def _is_ranked(search: Search) -> bool:
    return search.wording is not None and search.sort == "relevance"


def _begun(work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
    """Begin work whose end nobody may wait for: then its failure is nobody's either."""
    task = asyncio.create_task(work)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    return task
