"""Events that a partner brings itself, line by line, under ids of its own."""

from datetime import date, datetime
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from shared.contracts.events import EventKind, EventStatus, Mode
from shared.contracts.model import Answer, Request
from shared.contracts.partners.attendees import ExternalId
from shared.kernel.zones import is_zone

MOST_AT_ONCE: Final = 200
LONGEST_BROUGHT: Final = 16 * 1024 * 1024
"""Bytes of so many lines, each of the longest."""
_DAY: Final = len("2027-05-19")


def _moment(text: str) -> str:
    """Let a day or a local time pass."""
    read: type[date] = date if len(text) == _DAY else datetime
    try:
        read.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            "write a day that there is, 2027-05-19, or a local time, 2027-05-19T09:00"
        ) from error
    return text


def _zone(text: str) -> str:
    if not is_zone(text):
        raise ValueError("write the name of an IANA zone, such as Europe/Berlin")
    return text


Local = Annotated[
    str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$", max_length=19), AfterValidator(_moment)
]
Link = Annotated[str, Field(pattern=r"^https?://\S{3,1990}$")]
Short = Annotated[str, Field(min_length=1, max_length=300)]


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("write an id of visible characters")
    return text


class EventLine(Request):
    """One line of `kind=events`. What is left out is not known, and may be told by other sources."""

    external_id: Annotated[ExternalId, AfterValidator(_printable)]
    title: Short
    starts_at: Local = Field(
        description="on the clock of the place, or of `timezone`", examples=["2027-05-19T09:00"]
    )
    ends_at: Local | None = Field(None, description="of days without a time the last one")
    timezone: Annotated[str, Field(max_length=60), AfterValidator(_zone)] | None = Field(
        None, description="IANA zone; that of the place where it is left out", examples=["Europe/Berlin"]
    )
    status: Literal["scheduled", "rescheduled", "postponed", "moved_online", "cancelled"] = "scheduled"
    kind: EventKind | None = None
    mode: Mode | None = None
    summary: Annotated[str, Field(max_length=500)] | None = None
    description: Annotated[str, Field(max_length=10_000)] | None = None
    url: Link | None = None
    image_url: Link | None = None
    venue: Short | None = None
    address: Short | None = None
    city: Short | None = None
    region: Short | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = Field(
        None, description="ISO 3166-1 alpha-2"
    )
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    topics: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = Field(
        (), max_length=20, description="what it is about, in any words; a hint beside title and description"
    )
    languages: tuple[Annotated[str, Field(pattern="^[a-z]{2,3}$")], ...] = Field((), max_length=5)
    is_free: bool | None = None
    price_min: float | None = Field(None, ge=0, le=1_000_000)
    price_max: float | None = Field(None, ge=0, le=1_000_000)
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = Field(None, description="ISO 4217")
    cfp_url: Link | None = None
    cfp_closes_at: Local | None = None
    organiser_name: Short | None = None
    organiser_url: Link | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.ends_at is not None and self.ends_at[:_DAY] < self.starts_at[:_DAY]:
            raise ValueError("ends_at lies before starts_at")
        if self.mode is Mode.HYBRID and not (self.venue or self.city):
            raise ValueError("a hybrid event is somewhere too: give venue or city")
        return self


class BroughtEvents(Request):
    """Some lines of a partner; a dry run looks at each and keeps nothing."""

    items: tuple[EventLine, ...] = Field(max_length=MOST_AT_ONCE)
    dry_run: bool = False


class BroughtOutcome(Answer):
    """Why each of the lines was refused, in their order; null where it was taken."""

    problems: tuple[str | None, ...]


class PartnerEvent(Answer):
    """An event as its partner brought it, and the event that came of it."""

    external_id: str
    event_id: str | None = Field(
        description="null until it is read, seconds after the import",
        examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"],
    )
    title: str
    status: EventStatus
    starts_at: str
    updated_at: datetime = Field(description="when it was brought, or last said otherwise")
