"""What the feed doctor says of an address: what is there, what is wrong with it, what we would do."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from shared.contracts.events import Moment
from shared.contracts.model import Answer
from shared.contracts.sources.claims import ClaimOffer


class Grade(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Finding(Answer):
    """One thing that could be better, and how."""

    grade: Grade
    code: str = Field(examples=["no_date"])
    where: str | None = Field(description="line, item or event; null for the whole", examples=["line 12"])
    message: str = Field(examples=["An event has no date, so it is left out."])
    fix: str = Field(examples=["Give the event a DTSTART."])


class SeenEvent(Answer):
    """An event as we would take it over."""

    title: str
    starts_at: Moment
    ends_at: Moment | None
    venue: str | None
    city: str | None
    country: str | None
    url: str | None


class Alternate(Answer):
    """A calendar or feed that the page links to; `kind` is what its link says."""

    url: str
    kind: str
    title: str | None


class PollPlan(Answer):
    """What we would fetch, how often, and why at that pace."""

    url: str
    every_s: int
    because: tuple[str, ...]


class LookedAt(Answer):
    """One address that was looked at on the way, why, and what it held."""

    url: str
    because: str = Field(examples=["it is a Meetup group"])
    outcome: str = Field(examples=["ok"])
    message: str = Field(examples=["12 events"])


class SourcePreview(Answer):
    """The answer of the feed doctor. Nothing of it is kept."""

    url: str = Field(description="the address that we would watch; the answer is about what it holds")
    given_url: str = Field(description="the address that was given, less tracking and private tokens")
    status: int | None = Field(description="the HTTP status; null when there was no answer")
    format: str | None = Field(examples=["icalendar"])
    outcome: str = Field(examples=["ok"])
    count: int = Field(description="events found")
    events: tuple[SeenEvent, ...] = Field(description="the first twenty, soonest first")
    findings: tuple[Finding, ...]
    alternates: tuple[Alternate, ...]
    steps: tuple[LookedAt, ...] = Field(
        description="where we looked for a feed, in order; empty for a feed itself"
    )
    plan: PollPlan | None = Field(description="null where there is nothing to watch")
    source_id: str | None = Field(description="the source that watches this address already")


class SourceFetch(Answer):
    """One fetch of a source, and what it came to."""

    at: datetime
    outcome: str
    listings: int
    rejected: int


class Push(Answer):
    """How a hub tells us of news (WebSub)."""

    hub: str
    state: Literal["wanted", "active", "denied", "unreliable"] = Field(
        description="`wanted`: asked, not confirmed yet; `unreliable`: it let news pass in silence"
    )
    until: datetime | None = Field(description="when it must be renewed")
    last_push_at: datetime | None
    pushes: int


class SourceReport(Answer):
    """What a publisher wants to know of our dealings with a feed."""

    watched_since: datetime | None
    every_s: int
    hint_s: int | None = Field(description="how often the publisher asks to be fetched")
    is_page: bool = Field(description="an HTML page, for which robots.txt is asked")
    moved_to: str | None = Field(description="where it redirects to for good; followed at the third time")
    failures: int = Field(description="in a row")
    failing_since: datetime | None
    fetches: tuple[SourceFetch, ...] = Field(description="the last twenty, newest first")
    findings: tuple[Finding, ...] = Field(description="what could not be used at the last reading")
    has_publisher: bool = Field(description="somebody has proven to be its publisher")
    most_often_s: int | None = Field(description="the publisher's budget: at most one fetch in so long")
    offers: tuple[ClaimOffer, ...] = Field(description="how one may prove to be its publisher")
    push: Push | None = Field(description="null where the feed names no hub, or no hub could reach us")
    withdrawn: bool = Field(description="its publisher no longer wants its events shown")
    is_suggested: bool = Field(description="nobody who runs this chose it")
    admitted: bool | None = Field(description="what whoever runs this said of it; null while they have not")
