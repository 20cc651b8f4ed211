"""Events and topics as the API speaks of them."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from shared.contracts.model import Answer, Request


class EventKind(StrEnum):
    """What sort of gathering it is."""

    CONFERENCE = "conference"
    MEETUP = "meetup"
    WORKSHOP = "workshop"
    SEMINAR = "seminar"
    WEBINAR = "webinar"
    HACKATHON = "hackathon"
    COURSE = "course"
    NETWORKING = "networking"
    OTHER = "other"


class EventStatus(StrEnum):
    """Where the event stands; an event is never deleted."""

    SCHEDULED = "scheduled"
    RESCHEDULED = "rescheduled"
    POSTPONED = "postponed"
    MOVED_ONLINE = "moved_online"
    CANCELLED = "cancelled"
    PROBABLY_OFF = "probably_off"


class Mode(StrEnum):
    """How one takes part."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Moment(Answer):
    """A local wall time with its IANA zone and the UTC instant derived; or a bare date."""

    local: str = Field(description="`2027-05-19T09:00` or `2027-05-19`", examples=["2027-05-19T09:00"])
    timezone: str | None = Field(description="IANA zone name", examples=["Europe/Berlin"])
    utc: str | None = Field(
        description="RFC 3339 in UTC; null for a date without a time", examples=["2027-05-19T07:00:00Z"]
    )


class Place(Answer):
    """Where; whatever is not known is null."""

    venue: str | None
    address: str | None
    city: str | None
    region: str | None
    country: str | None = Field(description="ISO 3166-1 alpha-2", examples=["DE"])
    lat: float | None
    lon: float | None


class TopicRef(Answer):
    """A topic given to an event, with how sure we are in [0, 1]."""

    id: str = Field(examples=["data-ai.machine-learning"])
    label: str
    confidence: float = Field(ge=0, le=1)


class Price(Answer):
    """What it costs; `is_free` is three-valued."""

    is_free: bool | None
    min: float | None
    max: float | None
    currency: str | None = Field(description="ISO 4217")


class Cfp(Answer):
    """The call for papers."""

    url: str | None
    closes_at: Moment | None


class Named(Answer):
    """A reference by id and name."""

    id: str
    name: str


class Organiser(Answer):
    """Who holds it."""

    id: str
    name: str
    url: str | None


class SourceRef(Answer):
    """One source that lists the event, with the link to its own page."""

    source_id: str
    title: str
    url: str | None


class Audience(Answer):
    """For whom it is, with the words that say so and the page they stand on."""

    value: Literal["beginner", "intermediate", "advanced", "all"]
    said: str
    url: str | None


class Provision(Answer):
    """Whether something is provided, with the words that say so and the page they stand on."""

    value: Literal["yes", "no"]
    said: str = Field(examples=["This venue is NOT fully accessible"])
    url: str | None = Field(description="of the code itself, for a code of conduct")


class Going(Answer):
    """How many people here say they go; null below three, so that no one person can be told."""

    count: int | None


class Event(Answer):
    """The real thing in the world, derived from one or more listings."""

    id: str = Field(examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    title: str
    summary: str | None
    description: str | None = Field(description="plain text; null where the summary says it all")
    kind: EventKind
    status: EventStatus
    is_past: bool
    starts_at: Moment
    ends_at: Moment | None
    mode: Mode | None
    place: Place | None
    url: str | None
    image_url: str | None
    topics: tuple[TopicRef, ...]
    languages: tuple[str, ...] = Field(description="BCP 47 tags")
    price: Price | None
    cfp: Cfp | None
    organiser: Organiser | None
    series: Named | None
    audience: Audience | None = None
    accessibility: dict[str, Provision] = Field(
        description="`code_of_conduct`, `captions_or_sign_language`, `step_free`, `childcare`, "
        "`scholarships`, "
        "`recorded`, `alcohol_free`; what is left out is not known, which is not no"
    )
    sources: tuple[SourceRef, ...]
    going: Going
    updated_at: datetime


class Topic(Answer):
    """A node of the topic tree: an area, or a topic within one."""

    id: str
    label: str
    area: str | None = Field(description="the id of its area; null for an area itself")
    description: str
    upcoming: int = Field(description="upcoming events on it")


Sort = Literal["relevance", "starts_at", "distance", "cfp_closes_at", "added"]
"""`added`: what we learnt of last comes first."""


class EventIds(Request):
    """Ask for several events at once."""

    ids: tuple[str, ...] = Field(max_length=500)
