"""The values that flow through resolution."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

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
    vanished_at: datetime | None = None
    """When its source counted as no longer listing it."""
    page_told: str | None = None
    """What its own page said since (`off.Told`), None where nobody looked or it said nothing."""
    withdrawn: bool = False
    """Its publisher no longer wants it shown."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Identity that does not depend on when or in which order the listing came."""
        return self.source_id, self.listing.uid, self.listing.recurrence_id

    @property
    def vanished(self) -> bool:
        """Tell whether its source lists it no more."""
        return self.vanished_at is not None


class Verdict(StrEnum):
    """What is decided of a pair."""

    SAME = "same"
    REVIEW = "review"
    """Neither is sure enough: a person may say."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two listings tell of the same event, how probably in [0, 1], and why in plain words.

    A `veto` keeps two listings apart whatever a third says; where likeness is merely lacking, a third may
    bridge it. `features` are what was weighed, empty where a rule alone decided.
    """

    verdict: Verdict
    probability: float
    reason: str
    veto: bool = False
    features: Mapping[str, float] = field(default_factory=dict)
    by_person: bool = False

    @property
    def same(self) -> bool:
        """Tell whether they are taken for one event."""
        return self.verdict is Verdict.SAME


Pair = frozenset[str]
"""The ids of two listings."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was decided of two listings, by their ids."""

    one: str
    other: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Group:
    """Sightings of one event and the decisions by which they were joined."""

    members: tuple[Sighting, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The listings of one event, best source first, and why they were put together."""

    event_id: str
    sightings: tuple[Sighting, ...]
    evidence: tuple[Evidence, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The distinct reasons in plain words."""
        return tuple(sorted({it.decision.reason for it in self.evidence}))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution decided: every cluster, every former event id that now lives elsewhere, every doubt."""

    clusters: tuple[Cluster, ...]
    redirects: tuple[tuple[str, str], ...]
    doubts: tuple[Evidence, ...] = ()

    def links(self) -> list[tuple[str, str]]:
        """Return (listing id, event id) of every listing that goes to another event than before."""
        return [
            (it.id, cluster.event_id)
            for cluster in self.clusters
            for it in cluster.sightings
            if it.event_id != cluster.event_id
        ]

    def event_ids(self) -> list[str]:
        """Return the ids of all its events."""
        return [cluster.event_id for cluster in self.clusters]

    def held_ids(self) -> list[str]:
        """Return the ids of those resolved that were held before: of others nothing was in doubt."""
        return [it.id for cluster in self.clusters for it in cluster.sightings if it.event_id]
