"""What the dial from like to unlike does to lists: their order as served, and how unlike their people are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from services.matching.people.words import OWN_WORD, parent
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.chosen import chosen
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.found import Candidate, Found

FIRST = 10
"""Places of a list that are judged."""
_CLEAN = History(frozenset(), (), {})


def dialled(
    query: str, best: Found, roster: Roster, ask: ListRequest, kit: tuple[Draw, Parameters]
) -> list[Candidate]:
    """Return the list of somebody as it is served to that ask."""
    person = roster.people[roster.position[query]]
    return [one for one, _ in chosen(Asked(ask, person, _CLEAN, [roster]), best, ask.limit, *kit)]


@dataclass(slots=True)
class Variety:
    """Over all lists: how many areas of work the first ten stand for, and how unlike any two of them are."""

    areas: list[int] = field(default_factory=list)
    unlike: list[float] = field(default_factory=list)

    def add(self, shown: Sequence[Candidate]) -> None:
        """Look at one list."""
        topics = [one.roster.own[one.position].strengths for one in shown[:FIRST]]
        self.areas.append(
            len({parent(topic) or topic for own in topics for topic in own if not topic.startswith(OWN_WORD)})
        )
        vectors = [one.roster.people[one.position].traits.vectors.sum(axis=0) for one in shown[:FIRST]]
        rows = np.array([row / max(float(np.linalg.norm(row)), 1e-9) for row in vectors if row.any()])
        if len(rows) > 1:
            alike = (np.square(rows.sum(axis=0)).sum() - len(rows)) / (len(rows) * (len(rows) - 1))
            self.unlike.append(1 - float(alike))

    def __str__(self) -> str:
        told = f"the first ten stand for {np.mean(self.areas):.2f} areas of work"
        return told + (f", any two unlike by {np.mean(self.unlike):.3f}" if self.unlike else "")
