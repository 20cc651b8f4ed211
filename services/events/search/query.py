"""What a search asks for, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from services.events.search.lexicon import Mends
from services.events.search.understood.days import Days
from services.events.search.understood.prices import AtMost
from services.events.search.understood.read import Understood
from services.events.search.window import Window
from services.events.search.wording import Wording
from shared.contracts.catalogue.event_query import DEFAULT_LIMIT
from shared.contracts.events import EventKind, EventStatus, Mode, Sort
from shared.kernel.geo import Point

DEFAULT_RADIUS_KM = 50.0


@dataclass(frozen=True, slots=True)
class Near:
    """Within `radius_km` of a point."""

    centre: Point
    radius_km: float = DEFAULT_RADIUS_KM


class Search(NamedTuple):
    """A search whose values are known to be good. All instants are aware and in UTC.

    Without any word on time it asks for what is not over at `now`. `status` empty asks for all but cancelled.
    Each step of a search asks for a little else than the one before; of a dataclass of so many fields a copy
    takes as long as Postgres takes to find an event by its id.
    """

    now: datetime
    q: str | None = None
    """Words to look for."""
    typed: str | None = None
    """All that was typed; what is no word of `q` is a condition that was `understood`."""
    understood: tuple[Understood, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    modes: tuple[Mode, ...] = ()
    near: Near | None = None
    country: str | None = None
    language: str | None = None
    series: str | None = None
    organiser: str | None = None
    starts_after: datetime | None = None
    starts_before: datetime | None = None
    overlaps: tuple[datetime, datetime] | None = None
    days: Days | None = None
    """On which days it starts where it is held; what is over is left out unless all of them are past."""
    elsewhere: tuple[tuple[date, Days], ...] = ()
    """On which instead where it is another date now than that of UTC, by the date it is there."""
    cfp_open: bool = False
    free: bool | None = None
    at_most: AtMost | None = None
    """What it may cost; beside words what tells so comes first, and what tells no price follows."""
    left_out: Wording = ()
    """Words that the title and the place of none have."""
    left_out_as: str = ""
    """The folded words that said so: what has them itself (`Lead without Title`) may be meant: first."""
    statuses: tuple[EventStatus, ...] = ()
    sort: Sort = "starts_at"
    limit: int = DEFAULT_LIMIT
    after: tuple[float | datetime, str] | None = None
    """Where the page before ended: its last sort key and event id."""
    wording: Wording | None = None
    """The words of `q`; None when it uses operators."""
    mends: Mends = ()
    """What misspelt words are taken for."""
    shares: tuple[float, ...] = ()
    """Where no event has all the words: what share of the query each group is, in the order of `wording`."""
    until: tuple[datetime | None, ...] = ()
    """Of groups that very many events have: until when those start that are ranked for one alone."""
    gathering: EventKind | None = None
    """The sort of gathering that a word names: such come first."""
    skip: int = 0
    """Of those, how many pages before have given."""
    window: Window | None = None
    """Where very many events have the words: when those start that are ranked."""
    is_listed: bool = False
    """The last word may be a beginning, and so many events have it that longer ones are looked up by list."""
    is_rare: bool = False
    """So few events have the words that all with them are read, whatever else is asked."""
    is_confined: bool = False
    """So few events meet what else is asked that all of them are read, whatever the words."""
    is_everywhere: bool = False
    """So many events meet what is asked besides a place that the nearest are found place by place."""

    @property
    def ranked_until(self) -> datetime | None:
        """Return until when all events with the words are ranked, None where whenever they start."""
        return self.window.ends if self.window else min(filter(None, self.until), default=None)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether it asks for more than words."""
        return self.near is not None or self._has_facts

    @property
    def is_steady(self) -> bool:
        """Tell whether Postgres reads it best in one way, whatever the values: by words, dates or places."""
        if self.q or self._has_facts:
            return self.is_rare
        return self.is_nearest if self.near else self.sort == "starts_at"

    @property
    def is_nearest(self) -> bool:
        """Tell whether it asks for what is nearest of all that is to come, or of much of it."""
        is_wide = self.is_everywhere or not self._has_facts
        return self.near is not None and self.sort == "distance" and is_wide and not self.q

    @property
    def _has_facts(self) -> bool:
        asked = (self.topics, self.kinds, self.modes, self.country, self.language, self.series,
                 self.organiser, self.starts_after, self.starts_before, self.overlaps, self.days,
                 self.cfp_open, self.statuses, self.at_most, self.left_out)  # fmt: skip
        return self.free is not None or any(asked)

    @property
    def is_coming(self) -> bool:
        """Tell whether it asks for nothing that is over."""
        if self.days:
            told = ((self.now.date(), self.days), *self.elsewhere)
            return any(it.last >= today for today, days in told for it in days.spans)
        begins = [it for it in (self.starts_after, self.overlaps and self.overlaps[0]) if it is not None]
        return self.starts_before is None if not begins else max(begins) >= self.now
