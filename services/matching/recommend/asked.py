"""Who asks for whom to meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.person import Person
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.exclude import History
from shared.kernel.geo import Circle


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks for whom: at one event, or at any of their own that begin before `until`, `near` a place.

    `novelty` in [0, 1] trades likeness for variety, None: as the person left the dial; `wider` looks beyond
    events when the person goes to none; `elsewhere` looks at others' events, too: near a place, where none
    is asked for near home.
    """

    person_id: str
    limit: int
    novelty: float | None
    now: datetime
    until: datetime
    event_id: str | None = None
    near: Circle | None = None
    wider: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Somebody who asks, with all that was loaded for it."""

    ask: Ask
    person: Person
    history: History
    rosters: Sequence[Roster]

    def novelty(self, usual: float) -> float:
        """Return where the dial stands: as asked for, else as the person left it, else as usual."""
        own = self.person.novelty if self.ask.novelty is None else self.ask.novelty
        return usual if own is None else own
