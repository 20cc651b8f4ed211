"""A public feed that we watch, and how it fares."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.sources.watched import SourceStatus

CATALOGUE_TRUST = 60
SUGGESTED = "suggested"
"""The origin of a source that nobody who runs this chose."""
BROUGHT = "brought"
"""The origin of what a partner brings over the API: the source of its own events."""
SUGGESTED_TRUST = 30
"""Of a source that anyone may have suggested: the catalogue's sources outrank it in every field."""
HELD = "held_for_review"
"""The outcome of a reading that waits for whoever runs this."""
FAILING_AFTER = 3
"""Failures in a row after which a source is said to be failing; fewer happen to the best."""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as the catalogue (or a suggestion) describes it. `trust` lies in [0, 100]."""

    url: str
    title: str
    origin: str = "catalogue"
    format_hint: str | None = None
    trust: int = CATALOGUE_TRUST
    licence: str | None = None
    attribution: str | None = None
    timezone: str | None = None
    country: str | None = None
    topics: tuple[str, ...] = ()
    every_s: int = 6 * 3600
    most_often_s: int | None = None
    """The publisher's budget: at most one fetch in so long."""
    page_url: str | None = None
    """The page that was pasted, where `url` is the feed that we take to be behind it."""
    admitted: bool | None = None
    """What whoever runs this said of a source that was suggested; None while they said nothing."""

    @property
    def is_vouched(self) -> bool:
        """Tell whether whoever runs this chose it or let it in, so that nothing is kept out by its matter."""
        return self.origin != SUGGESTED or self.trust > SUGGESTED_TRUST or self.admitted is True


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last fetches of a source left: validators, outcome, counts, when it is due."""

    etag: str | None = None
    last_modified: str | None = None
    document_sha256: bytes | None = None
    format: str | None = None
    last_fetched_at: datetime | None = None
    last_good_at: datetime | None = None
    last_read_at: datetime | None = None
    """When a document was last read whole; a 304 does not count."""
    last_outcome: str | None = None
    failures: int = 0
    listings: int = 0
    events: int = 0
    rejected: int = 0
    next_at: datetime | None = None
    paused: bool = False
    stopped: bool = False
    """Its publisher wants it never fetched again."""
    withdrawn: bool = False
    """Nor its events shown."""
    gone: bool = False
    is_page: bool = False
    """Whether it is an HTML page, for which robots.txt is asked."""
    poll_hint_s: int | None = None
    """How often the publisher wants to be asked, as the last document or its header fields said."""
    moved_to: str | None = None
    moved_seen: int = 0
    """Where, and how often in a row, it was permanently redirected to."""
    failing_since: datetime | None = None
    push_until: datetime | None = None
    """Until when a hub is relied upon to tell of news."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is watched, and how that goes: `spec` is as it was entered, `state` changes with each turn."""

    id: str
    spec: SourceSpec
    state: SourceState


def health(source: Source) -> SourceStatus:
    """Return how a source fares, in the one word that the API says."""
    state = source.state
    said = (
        (state.stopped, SourceStatus.STOPPED),
        (source.spec.admitted is False, SourceStatus.REFUSED),
        (state.gone, SourceStatus.GONE),
        (state.paused, SourceStatus.PAUSED),
        (state.last_good_at is None and not state.failures, SourceStatus.WAITING),
        (state.last_outcome == HELD, SourceStatus.HELD),
        (state.failures >= FAILING_AFTER or state.last_good_at is None, SourceStatus.FAILING),
    )
    return next((status for is_so, status in said if is_so), SourceStatus.HEALTHY)
