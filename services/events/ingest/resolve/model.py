"""The values that flow through resolution."""

from dataclasses import dataclass
from datetime import datetime

from services.events.ingest.model import Listing


@dataclass(frozen=True, slots=True)
class Sighting:
    """A listing as held: whose it is, how far its source is trusted, when it was seen.

    `event_id` is the event it belonged to before this resolution, None for a new listing.
    `trust` lies in [0, 100]; `changed_at` is when what it says last changed.
    """

    id: str
    source_id: str
    source_title: str
    trust: int
    listing: Listing
    event_id: str | None
    first_seen_at: datetime
    changed_at: datetime
    vanished: bool = False
    withdrawn: bool = False
    """Its publisher no longer wants it shown."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Identity that does not depend on when or in which order the listing came."""
        return self.source_id, self.listing.uid, self.listing.recurrence_id


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two listings tell of the same event, how sure in [0, 1], and why in plain words.

    A `veto` is proof that they differ; a mere lack of likeness is not, and a third listing may bridge it.
    """

    same: bool
    score: float
    reason: str
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The listings of one event, best source first, and why they were put together."""

    event_id: str
    sightings: tuple[Sighting, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution decided: every cluster, and every former event id that now lives elsewhere."""

    clusters: tuple[Cluster, ...]
    redirects: tuple[tuple[str, str], ...]
