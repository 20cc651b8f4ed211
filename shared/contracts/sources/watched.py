"""What is watched, and how it fares."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from shared.contracts.model import Answer, Request


class SourceStatus(StrEnum):
    """How a source fares."""

    HEALTHY = "healthy"
    WAITING = "waiting"
    FAILING = "failing"
    PAUSED = "paused"
    GONE = "gone"
    STOPPED = "stopped"
    HELD = "held"
    """Most of what it brings is no event, so it waits for whoever runs this."""
    REFUSED = "refused"
    """Whoever runs this does not want it."""


class SourceCounts(Answer):
    """What a source brought, at its last good reading."""

    listings: int
    events: int
    rejected: int


class Source(Answer):
    """A public feed we watch."""

    id: str
    title: str
    url: str
    format: str | None
    status: SourceStatus
    last_fetched_at: datetime | None
    next_fetch_at: datetime | None
    last_outcome: str | None
    licence: str | None
    attribution: str | None
    counts: SourceCounts


class NewSource(Request):
    """A suggestion of a public feed to watch."""

    url: str = Field(min_length=8, max_length=2000, examples=["https://example.org/events.ics"])


class Admission(Request):
    """What whoever runs this says of a source that was suggested."""

    admitted: bool | None = Field(
        description="true lets it in, whatever it brings; false has it fetched no more and what it brought "
        "listed no more; null takes that back"
    )
