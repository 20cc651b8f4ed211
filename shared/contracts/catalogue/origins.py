"""Where an event comes from: its listings, the origin of each field, and whether it takes place."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from shared.contracts.events import EventStatus, Moment, SourceRef
from shared.contracts.model import Answer


class HowTold(StrEnum):
    """How surely a source tells when its event is; a date of a lower grade gives way to one of a higher."""

    STATED = "stated"
    """In a field for it."""
    IN_WORDS = "in_words"
    """Read whole out of a sentence, a title or a line of a list."""
    COMPLETED = "completed"
    """Read in part; what was missing, mostly the year, is taken from what stands beside it."""


class ListingFact(Answer):
    """A value that was told from words, and the words."""

    field: str = Field(examples=["kind"])
    value: str = Field(examples=["workshop"])
    said: str = Field(examples=['title: "Workshop"'])
    url: str | None


class ListingView(Answer):
    """One listing behind an event."""

    source: SourceRef
    listing_id: str
    uid: str
    title: str
    starts_at: Moment
    ends_at: Moment | None
    dates_told: HowTold = Field(description="how surely it tells when the event is")
    city: str | None
    status: EventStatus
    facts: tuple[ListingFact, ...] = Field(
        description="by what words its kind, topics, language, audience and the rest were told"
    )
    first_seen_at: datetime
    last_seen_at: datetime


class FieldTruth(Answer):
    """Which source a field of the event was taken from, and what others say."""

    field: str
    source_id: str
    others: dict[str, str | None] = Field(description="source id to what it says instead, if not merely less")
    told: HowTold | None = Field(default=None, description="how surely, of `starts` and `ends`")


class Merge(Answer):
    """Why two listings were taken for one event."""

    listing_ids: tuple[str, str]
    probability: float = Field(description="that they are one event, from 0 to 1; 1 where a person says so")
    because: str
    by_person: bool
    features: dict[str, float] = Field(description="what was weighed, by name; empty where a person says so")


class OffSign(Answer):
    """What one source tells of whether an event takes place."""

    source_id: str
    because: str = Field(examples=["no longer lists it, in 5 good fetches since"])
    weight: float = Field(description="what it adds to the log-odds; below 0 where it speaks for the event")


class Off(Answer):
    """How probably an event does not take place as announced, with what speaks for and against it."""

    probability: float = Field(
        ge=0, le=1, description="from 0 to 1; a judgement from weighed signs, not a share that was counted"
    )
    signs: tuple[OffSign, ...] = Field(description="the weightiest first")


class EventSources(Answer):
    """Every listing behind an event, the origin of each field, why they were merged, and if it is on."""

    event_id: str
    listings: tuple[ListingView, ...]
    fields: tuple[FieldTruth, ...]
    merged_because: tuple[str, ...]
    merges: tuple[Merge, ...]
    off: Off | None = Field(description="null once the event is over")
