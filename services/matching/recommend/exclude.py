"""Who is never shown to whom, decided before any scoring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.person import Person
from services.matching.people.visibility import Viewer, may_see
from services.matching.recommend.parameters import ListNumbers


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One person put another aside; `until` null is for good, `mutual` hides them from one another."""

    other_id: str
    until: datetime | None
    mutual: bool


@dataclass(frozen=True, slots=True)
class History:
    """What stands between one person and others.

    `blocked`: either of the two blocked the other. `dismissed`: by this person, and mutual ones by others.
    `shown`: in how many earlier weeks each person was shown to this one, over all scopes; `this_week`: who
    was shown this week. `known`: people whom this person says they know.
    """

    blocked: frozenset[str]
    dismissed: tuple[Dismissal, ...]
    shown: Mapping[str, int]
    known: frozenset[str] = frozenset()
    this_week: frozenset[str] = frozenset()


def excluded(person: Person, history: History, now: datetime, numbers: ListNumbers) -> frozenset[str]:
    """Return the ids that must not appear to this person: oneself, blocked, put aside, shown often enough."""
    aside = {item.other_id for item in history.dismissed if item.until is None or item.until > now}
    tired = {other for other, times in history.shown.items() if times >= numbers.shown_at_most}
    return frozenset({person.id}) | history.blocked | aside | tired


def nameless(people: Iterable[Person], audience: Viewer) -> frozenset[str]:
    """Return the ids of those whose name the audience may not see: they are not shown to it at all."""
    return frozenset(person.id for person in people if not may_see(person.profile, "display_name", audience))
