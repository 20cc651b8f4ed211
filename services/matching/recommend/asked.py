"""Who asks for whom to meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.person import Person
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.exclude import History
from shared.kernel.geo import Circle


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What somebody asks for: people to meet at one event, or at any of their own that begin in time."""

    person_id: str
    limit: int
    novelty: float | None
    """In [0, 1], trades likeness for variety; None: as the person left the dial."""
    now: datetime
    until: datetime
    """Events that begin then or later do not count."""
    event_id: str | None = None
    near: Circle | None = None
    """Only at events in it."""
    wider: bool = False
    """Whether to look beyond events when the person goes to none."""
    elsewhere: bool = False
    """Whether to look at events of others as well: near a place, or near home where none is named."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Somebody who asks, with all that was loaded for it."""

    ask: ListRequest
    person: Person
    history: History
    rosters: Sequence[Roster]

    def novelty(self, usual: float) -> float:
        """Return where the dial stands: as asked for, else as the person left it, else as usual."""
        own = self.person.novelty if self.ask.novelty is None else self.ask.novelty
        return usual if own is None else own
