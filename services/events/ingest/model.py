"""The values that flow through ingest: raw listing, listing, rejection, reading."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.events.ingest.discover.discover import Candidate
from services.events.ingest.fact import Fact
from services.events.ingest.session import Session
from services.events.ingest.when import When
from services.events.push.offer import NONE, Links
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import EventKind, EventStatus, Mode
from shared.places.gazetteer import City

MADE_UP = "auto-"
"""How an id begins that we made of what the record says, where its source has none."""


class Outcome(StrEnum):
    """What came of reading one document; only `OK` and `EMPTY` say anything about its events."""

    OK = "ok"
    EMPTY = "empty"
    UNSUPPORTED_FORMAT = "unsupported_format"
    NOT_WHAT_IT_CLAIMS = "not_what_it_claims"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True)
class RawListing:
    """One event as a document tells it: strings as found, nothing interpreted, absent is None."""

    title: str | None = None
    other_name: str | None = None
    """The full name of what the title abbreviates, or the reverse."""
    uid: str | None = None
    recurrence_id: str | None = None
    summary: str | None = None
    description: str | None = None
    """HTML or plain text."""
    starts: str | None = None
    ends: str | None = None
    timezone: str | None = None
    repeats: str | None = None
    """How it repeats from `starts` on, where a rule is told: lines of iCalendar (RRULE, EXDATE)."""
    all_day: bool = False
    """Then an end is exclusive, as in iCalendar; formats with inclusive end days leave this False."""
    venue: str | None = None
    address: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    url: str | None = None
    image_url: str | None = None
    online: bool | None = None
    status: str | None = None
    organiser_name: str | None = None
    organiser_url: str | None = None
    categories: tuple[str, ...] = ()
    language: str | None = None
    price: str | None = None
    is_free: bool | None = None
    cfp_url: str | None = None
    cfp_closes: str | None = None
    facts: tuple[Fact, ...] = ()
    """What fields of the format say besides."""
    sessions: tuple[Session, ...] = ()
    dates_told: HowTold = HowTold.STATED
    calendar_name: str | None = None
    """What the calendar that it stands in is called."""
    where: str = ""
    """Line, item or path within the document, for reports."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where; whatever is not known is None. `country` is ISO 3166-1 alpha-2, degrees are WGS 84."""

    venue: str | None = None
    address: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs; `is_free` is three-valued, `currency` is ISO 4217."""

    is_free: bool | None = None
    min: float | None = None
    max: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One event as one source tells it, in our own terms whatever the format was.

    Identity within its source is (`uid`, `recurrence_id`); `recurrence_id` is "" for a single event.
    `ends` of an all-day event is its last day. `topics` are (topic id, confidence in [0, 1]), best first.
    """

    uid: str
    recurrence_id: str
    title: str
    starts: When
    kind: EventKind = EventKind.OTHER
    status: EventStatus = EventStatus.SCHEDULED
    summary: str | None = None
    description: str | None = None
    other_name: str | None = None
    """Another name of it, where the source gives one: the full name, or the short one."""
    ends: When | None = None
    mode: Mode | None = None
    place: Place | None = None
    url: str | None = None
    image_url: str | None = None
    topics: tuple[tuple[str, float], ...] = ()
    languages: tuple[str, ...] = ()
    price: Price | None = None
    cfp_url: str | None = None
    cfp_closes: When | None = None
    organiser_name: str | None = None
    organiser_url: str | None = None
    sessions: tuple[Session, ...] = ()
    """The programme, in order of time, where the document is one; empty for most."""
    facts: tuple[Fact, ...] = ()
    """What it says besides, and by what words its kind, topics, language and mode were told; a field each."""
    dates_told: HowTold = field(default=HowTold.STATED, repr=False)
    """How surely `starts` and `ends` are known: our own judgement, so no part of what is hashed."""
    content_hash: str = ""
    """Changes when, and only when, what the source says changes."""

    @property
    def key(self) -> tuple[str, str]:
        """Identity within its source."""
        return self.uid, self.recurrence_id


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that is not a listing: a stable reason code, where it stood, its title if it had one."""

    reason: str
    where: str = ""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What could be better about some listings: how many, and where the first of them stand."""

    reason: str
    count: int
    shown: tuple[Rejected, ...]
    everywhere: bool = False
    """Whether it is so of each of them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document held. Every record in it is either a listing or a rejection."""

    format: str | None
    outcome: Outcome
    listings: tuple[Listing, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    poll_hint_s: int | None = None
    """How often the publisher wants to be asked."""
    is_page: bool = False
    next_page: str | None = None
    """Where an API's list goes on."""
    pages: int = 1
    """How many pages of a list are read into this one."""
    alternates: tuple[Candidate, ...] = ()
    """What a page without JSON-LD events points to: feeds and calendars, and pages that may hold events."""
    links: Links = NONE
    """The hub that a feed names."""
    remarks: tuple[Remark, ...] = ()
    """Only where the context asks for them."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What is known about a document besides its bytes.

    The window bounds the expansion of recurrences only; both ends are aware.
    """

    url: str
    window_start: datetime
    window_end: datetime
    media_type: str | None = None
    default_timezone: str | None = None
    default_country: str | None = None
    likely_country: str | None = None
    """Where most of the document's records are (alpha-2): of several towns of a name that one is meant."""
    named_countries: frozenset[str] = frozenset()
    """All that its records name (alpha-2): a town of one of them is meant sooner than one of another."""
    home: City | None = None
    """The town that its calendar is called after, for records that tell no other place."""
    topic_hints: tuple[str, ...] = field(default=())
    is_vouched: bool = True
    """Whether somebody who runs this chose the source or let it in: no record is kept out by its matter."""
    with_remarks: bool = False
    """Whether its publisher wants to know what could be better."""
