"""How often the first twenty that are served, of a window of the coming time, are those of all time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.events.runtime import Runtime
from services.events.search.query import Search
from services.events.search.window import Window
from services.events.search.wording import read_wording
from services.events.store.search.search import find_events


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one word: whether its events come in order of time, and what share of the twenty is the same.

    `same` compares with the order that is served, without a window; `ranked` with all events by rank, which
    is another order where very many titles have the word.
    """

    is_by_time: bool
    same: float
    ranked: float


@dataclass(frozen=True, slots=True)
class Agreed:
    """Of the words of a class that were answered from a window."""

    words: Sequence[Agreement]

    @property
    def whole(self) -> float:
        """Return the share of words whose twenty are all the same, 1 of nothing."""
        return _mean(it.same == 1 for it in self.words)

    def ranked(self, *, is_by_time: bool) -> float:
        """Return what share of the twenty the ranking of all time shares, at the mean."""
        return _mean(it.ranked for it in self.words if it.is_by_time == is_by_time)


async def agreed(runtime: Runtime, words: Iterable[str]) -> Agreed:
    """Ask for each word once and compare; words that need no window are left out."""
    found = [await _compared(runtime, word) for word in dict.fromkeys(words)]
    return Agreed([it for it in found if it])


async def _compared(runtime: Runtime, word: str) -> Agreement | None:
    search = Search(runtime.clock(), q=word, wording=read_wording(word, runtime.vocabulary), sort="relevance")
    answer = await runtime.finder.find(search, is_exact=False)
    window = answer.search.window
    if window is None:
        return None
    ids, is_by_time = answer.found.ids, window.part == "called"
    ranked = (await find_events(runtime.finder.db, search)).ids
    if not is_by_time:
        return Agreement(is_by_time, _shared(ids, ranked), _shared(ids, ranked))
    unlimited = search._replace(window=Window(None, None, "called"))
    served = (await find_events(runtime.finder.db, unlimited)).ids
    return Agreement(is_by_time, _shared(ids, served), _shared(ids, ranked))


def _shared(ids: Sequence[str], others: Sequence[str]) -> float:
    return len({*ids} & {*others}) / max(len(ids), len(others), 1)


def _mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told) if told else 1.0
