"""The query of an event search, as the public API documents it; the events service checks the values."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.events import EventKind, EventStatus, Mode, Sort

Text = Annotated[str, Field(max_length=300)]
Place = Annotated[str, Field(max_length=100)]


class EventFilter(BaseModel):
    """Which events; an unknown parameter is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Text | None = Field(None, description="words to look for", examples=["machine learning"])
    exact: bool = Field(
        False, description="exactly what was typed: all of it words, nothing mended, nothing left out"
    )
    topic: list[Text] = Field(
        [], max_length=25, description="topic or area ids; any of them", examples=[["data-ai"]]
    )
    kind: list[EventKind] = Field([], max_length=9, examples=[["conference"]])
    mode: Mode | None = Field(None, examples=["in_person"])
    near: Place | None = Field(None, description="`lat,lon` or the name of a place", examples=["Berlin"])
    radius_km: float | None = Field(None, gt=0, le=20_000, examples=[50])
    country: Annotated[str, Field(pattern="^[A-Za-z]{2}$")] | None = Field(
        None, description="ISO 3166-1 alpha-2"
    )
    series: Annotated[str, Field(pattern="^ser_[a-z0-9]{26}$")] | None = Field(
        None, description="id of a series: its editions"
    )
    organiser: Annotated[str, Field(pattern="^org_[a-z0-9]{26}$")] | None = Field(
        None, description="id of an organiser: what they hold"
    )
    language: Annotated[str, Field(max_length=35)] | None = Field(None, description="BCP 47 tag")
    starts_after: Text | None = Field(None, description="date or RFC 3339 instant", examples=["2027-01-01"])
    starts_before: Text | None = Field(None, description="date or RFC 3339 instant")
    overlaps: Text | None = Field(None, description="`from/to`, dates or RFC 3339 instants")
    cfp: Literal["open"] | None = Field(None, description="only with an open call for papers")
    free: bool | None = Field(None, description="only free of charge, or only not so")
    status: EventStatus | None = None
    sort: Sort | None = None


class CalendarQuery(EventFilter):
    """Which events, and how a calendar shows them."""

    cancelled: Literal["status", "prefix", "omit"] = Field(
        "status",
        description="how cancelled events are shown: by status, by a prefix of the title, not at all",
    )
    long: Literal["timed", "all_day"] = Field(
        "timed", description="events of more than a day: with their times, or as whole days"
    )


class EventQuery(EventFilter):
    """Which events, and which page of them."""

    limit: int = Field(20, ge=1, le=100)
    include: list[Literal["facets", "explain", "series"]] = Field(
        [],
        max_length=3,
        description="`facets`: what the filters could be set to; `explain`: which words each event has; "
        "`series`: how many dates of each series are found",
        examples=[["facets"]],
    )
    cursor: Annotated[str, Field(max_length=2000)] | None = Field(
        None, description="from `next` of the page before"
    )
