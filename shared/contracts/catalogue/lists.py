"""Lists of events: the pages of a search with its facets, and the log of what changed."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from shared.contracts.events import Event, EventStatus, Mode, Moment, Place
from shared.contracts.model import Answer, Request
from shared.contracts.paging import Page


class FacetValue(Answer):
    """One value that a filter could take, and how many of the found events bear it."""

    value: str = Field(examples=["conference"])
    count: int = Field(ge=1)


class Understood(Answer):
    """Words of a search that were taken for a condition instead of being looked for."""

    words: str = Field(description="as typed", examples=["this weekend"])
    means: Literal["days", "near", "mode", "kind", "cfp", "free", "price", "without"] = Field(
        description="`days` on which events start, where they are held; `near` a place; `mode`; `kind`; "
        "an open `cfp`; `free`, or the most of a `price`, as far as told; `without` words in title or place"
    )
    value: str = Field(
        description="`first/last` of days, both included, `..` for an open end, several parted by commas, as "
        "seen from UTC (an event is asked for the days that the same words mean by the date where it is "
        "held); a place, empty where nobody knows which; a mode; a kind; `open`; `true`; `50 EUR`, of any "
        "dollars `50 $`; what is left out",
        examples=["2027-05-22/2027-05-23"],
    )
    without: str = Field(description="`q` without these words", examples=["jazz"])
    radius_km: float | None = Field(
        default=None, description="how near the place, where the words say so; else within 50 km"
    )


class Wording(Answer):
    """How the words of a search were read."""

    searched: str = Field(
        description="the words that were searched for: `q`, or `q` mended when nothing has it as typed",
        examples=["kubernetes amsterdam"],
    )
    understood: tuple[Understood, ...] = Field(
        default=(), description="what of `q` is a condition; nothing with `exact=true`"
    )
    did_you_mean: str | None = Field(
        description="`q` with its slips of the pen mended, where hardly anything is found with it as typed",
        examples=["kubernetes amsterdam"],
    )
    matched: Literal["all", "some"] = Field(
        description="`some`: no event has all the words, so those with most of them are given"
    )
    close_from: int | None = Field(
        description="from this place of `items` on (0 is the first), events have not all the words but are "
        "close in meaning",
        examples=[3],
    )
    ranked_until: datetime | None = Field(
        description="where very many events have the words, those that start before are given first, "
        "together with those called by the words; `next` goes on with those after, but not where `some`"
    )


class Explained(Answer):
    """Why an event was found: the words of the search that it has. With none, it is close in meaning."""

    typed: tuple[str, ...] = Field(description="as typed, in any form", examples=[["meetup"]])
    meant: tuple[str, ...] = Field(
        description="by another name: mended, in another language, as a topic", examples=[["wien"]]
    )
    missing: tuple[str, ...] = Field(examples=[[]])


class Dates(Answer):
    """How many dates of a series a search finds, on whatever page they are."""

    dates: int = Field(
        ge=1, le=1000, description="of more than 1,000 the last 1,000 are looked at", examples=[12]
    )
    last_starts_at: Moment = Field(description="when the last of them starts")


class EventPage(Page[Event]):
    """A page of a search; facets only when asked for."""

    wording: Wording | None = Field(default=None, description="null without `q`")

    explain: dict[str, Explained] | None = Field(
        default=None, description="with `include=explain`: by event id, which words of `q` it has"
    )
    facets: dict[str, tuple[FacetValue, ...]] | None = Field(
        default=None,
        description="with `include=facets`: by `topic`, `kind`, `mode`, `country`, `language`, `free` and "
        "`month`, over all that was found, commonest first",
    )
    facets_of: int | None = Field(
        default=None,
        description="where more was found than is counted: how many events the facets count, so that of each "
        "value there are at least as many; null where all are counted",
    )
    series: dict[str, Dates] | None = Field(
        default=None,
        description="with `include=series`: by id, the dates that were found of each series of `items`",
    )
    degraded: tuple[str, ...] = Field(
        default=(),
        description="`sources`: nothing is found, but most sources are being read for the first time; ask "
        "again in some seconds",
    )


class Was(Answer):
    """What an event was before a change; null is either what did not change, or what was not known."""

    status: EventStatus | None = None
    starts_at: Moment | None = None
    place: Place | None = None
    mode: Mode | None = None


class Change(Answer):
    """One entry of the change log; read a reason that you do not know as `updated`."""

    seq: int = Field(description="ascending without end; gaps mean nothing", examples=[1204])
    event_id: str
    reason: str = Field(
        description="`created`, `updated`, `rescheduled`, `relocated`, a status the event took, or a "
        "tombstone: `merged`, `withdrawn_by_publisher`, `source_refused`",
        examples=["rescheduled"],
    )
    merged_into: str | None = Field(description="the event that stands for it from then on")
    version: int
    at: datetime
    was: Was | None = Field(
        None, description="status, start, place and mode before, where they changed; null where none did"
    )
    event: Event | None = Field(description="as it is now, with `include=event`; null for a tombstone")


class EventChanges(Answer):
    """What one event was before each of its last changes."""

    event_id: str
    changes: tuple[Change, ...] = Field(
        description="of status, start, place and mode, newest first: the last 20 of 90 days"
    )


class ChangePage(Page[Change]):
    """A stretch of the change log."""

    resume: str = Field(
        description="give this as `after` next time, also when nothing was new", examples=["eyJzIjoxMjA0fQ"]
    )


class MatchQuestion(Request):
    """Ask which of some events which searches would find, whatever the events' status."""

    event_ids: tuple[str, ...] = Field(max_length=500)
    queries: tuple[str, ...] = Field(max_length=200, description="query strings of `/v1/events`")


class Matches(Answer):
    """The events that each search finds; null for a query that makes no sense any more."""

    found: tuple[tuple[str, ...] | None, ...] = Field(description="in the order of the queries")


class Queries(Request):
    """Ask whether some searches can still be read."""

    queries: tuple[str, ...] = Field(max_length=200, description="query strings of `/v1/events`")


class Refusals(Answer):
    """Why each of some searches finds nothing any more and what to do; null where it can be read."""

    refused: tuple[str | None, ...] = Field(description="in the order of the queries")


class FoundQuestion(Request):
    """Ask for the ids of all that a search finds."""

    query: str = Field(max_length=4000, description="query string of `/v1/events`")
    limit: int = Field(1000, ge=1, le=5000)


class FoundEvent(Answer):
    """An event that a search finds, and when it is over."""

    id: str
    ends_at: datetime


class FoundEvents(Answer):
    """What a search finds, the soonest first; not `whole` where there is more than was asked for."""

    events: tuple[FoundEvent, ...]
    whole: bool
