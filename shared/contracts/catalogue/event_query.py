"""The queries of a search and of the change log, as the events service and the public API document them."""

from typing import Annotated, Final, Literal

from pydantic import Field

from shared.contracts.days import Moment
from shared.contracts.events import EventKind, EventStatus, Mode, Sort
from shared.contracts.model import Request

DEFAULT_LIMIT: Final = 20
MAX_LIMIT: Final = 100
Cancelled = Literal["status", "prefix", "omit"]
Long = Literal["timed", "all_day"]


class EventFilter(Request):
    """Which events. Parameters narrow the list; values of a repeated one widen it."""

    q: Annotated[str, Field(max_length=200)] | None = Field(
        default=None,
        description='words, "a phrase", `or`, `-without`; the last word may be unfinished; days ("this '
        'weekend", "March or June", "before May"), "near" a place, "online", "free", "under 50 euro", "call '
        'for papers" and what is not wanted ("without PyCon", "not in London") are told in `wording`',
        examples=["machine learning"],
    )
    exact: bool = Field(
        default=False,
        description="search for exactly what was typed: all of it words, nothing mended, nothing left out",
    )
    topic: tuple[str, ...] = Field(
        default=(), max_length=20, description="topic or area ids; see /v1/topics", examples=[["data-ai"]]
    )
    kind: tuple[EventKind, ...] = Field(default=(), max_length=9, examples=[["conference"]])
    mode: Mode | None = Field(default=None, examples=["in_person"])
    near: Annotated[str, Field(max_length=100)] | None = Field(
        default=None,
        description="`lat,lon` or a town, alone or with its country or state: `Berlin`, `Springfield, IL`",
        examples=["Berlin"],
    )
    radius_km: float | None = Field(default=None, gt=0, le=2000, description="with `near`; 50 when not given")
    country: Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")] | None = Field(
        default=None, description="ISO 3166-1 alpha-2"
    )
    series: Annotated[str, Field(pattern="^ser_[a-z0-9]{26}$")] | None = Field(
        default=None, description="id of a series: its editions"
    )
    organiser: Annotated[str, Field(pattern="^org_[a-z0-9]{26}$")] | None = Field(
        default=None, description="id of an organiser: what they hold"
    )
    language: Annotated[str, Field(pattern=r"^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = Field(
        default=None, description="BCP 47; `en` also finds `en-GB`"
    )
    starts_after: Moment | None = Field(default=None, description="date or time; UTC without an offset")
    starts_before: Moment | None = None
    overlaps: Annotated[str, Field(max_length=80)] | None = Field(
        default=None, description="`from/to`: events that go on at any moment between"
    )
    cfp: Literal["open"] | None = Field(default=None, description="only with an open call for papers")
    free: bool | None = None
    status: tuple[EventStatus, ...] = Field(default=(), description="all but cancelled when not given")
    sort: Sort | None = Field(
        default=None,
        description="`starts_at` when not given; `relevance` with a `q` that says more than when",
    )


class EventQuery(EventFilter):
    """A page of a search."""

    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    include: tuple[Literal["facets", "explain", "series"], ...] = Field(
        default=(),
        max_length=3,
        description="`facets`: what the filters could be set to; `explain`: which words each event has; "
        "`series`: how many dates of each series are found",
    )
    cursor: Annotated[str, Field(max_length=2000)] | None = Field(
        default=None, description="from `next` of the page before"
    )


class CalendarQuery(EventFilter):
    """A search as a calendar."""

    cancelled: Cancelled = Field(
        default="status",
        description="how cancelled events are shown: by their status, by a title prefix, or not at all",
    )
    long: Long = Field(
        default="timed",
        description="events of more than a day: with their times, or as whole days",
    )


class ChangeQuery(Request):
    """A stretch of the change log."""

    after: Annotated[str, Field(max_length=2000)] | None = Field(
        default=None,
        description="`resume` of the answer before; `latest` for only what comes from now on; without it, "
        "everything that is kept",
    )
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=1000)
    include: Literal["event"] | None = Field(default=None, description="`event`: each event as it is now")
