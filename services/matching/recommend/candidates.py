"""Whom one may meet: the rosters of a person's own events, and the scored candidates in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from services.matching.recommend.diversify import tie_break, worn
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from services.matching.recommend.score import features, score
from services.matching.recommend.topic_index import Floats, Ints
from shared.contracts.people import AttendanceStatus


@dataclass(frozen=True, slots=True)
class Stand:
    """A person's stand on an event that has not ended."""

    event_id: str
    status: AttendanceStatus
    match: bool
    starts_utc: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A person who may be shown, in one roster; `mutual` is H, `rank` H less its wear."""

    id: str
    position: int
    roster: Roster
    mutual: float
    rank: float


def scopes(stands: Iterable[Stand], event_id: str | None) -> tuple[str, ...]:
    """Return the events to meet at, the soonest first: those at which the person too agreed to be matched."""
    agreed = (stand for stand in stands if stand.match and event_id in {None, stand.event_id})
    return tuple(
        stand.event_id for stand in sorted(agreed, key=lambda stand: (stand.starts_utc, stand.event_id))
    )


def candidates(
    person_id: str,
    roster: Roster,
    barred: frozenset[str],
    shown: Mapping[str, int],
    most: int,
    parameters: Parameters,
) -> list[Candidate]:
    """Score everyone of a roster whom nothing bars, and return the best `most`, and their equals.

    Those with whom there is no common language drop out.
    """
    position = roster.position.get(person_id)
    if position is None:
        return []
    free = ~roster.nameless
    free[[roster.position[other] for other in barred if other in roster.position]] = False
    mutual = score(features(position, roster, parameters), parameters.score).mutual
    times = np.zeros(len(roster.people))
    for other, weeks in shown.items():
        if other in roster.position:
            times[roster.position[other]] = weeks
    rank = worn(mutual, times) * np.exp(-roster.prices)
    return [
        Candidate(roster.people[i].id, int(i), roster, float(mutual[i]), float(rank[i]))
        for i in _best(np.where(free & (mutual > 0), rank, -np.inf), most)
    ]


def _best(rank: Floats, most: int) -> Ints:
    """Return the positions of the highest ranks, and of all that equal the last of them."""
    least = np.partition(rank, -most)[-most] if most < len(rank) else -np.inf
    return np.flatnonzero((rank >= least) & (rank > -np.inf))


def best_of(found: Sequence[Candidate], person_id: str, key: bytes, most: int) -> list[Candidate]:
    """Return each person once, where the two fit best, in order of rank; equals fall to the keyed hash."""
    ordered = sorted(found, key=lambda item: (-item.rank, tie_break(key, person_id, item.id)))
    unique: dict[str, Candidate] = {}
    for item in ordered:
        unique.setdefault(item.id, item)
    return list(unique.values())[:most]
