"""Share the attention of a roster out: all pairs of those who ask are scored, and each gets a price."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from services.matching.recommend.attention import prices
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from services.matching.recommend.score import features, score
from services.matching.recommend.topic_index import Floats


def share_out(
    roster: Roster, parameters: Parameters, asking: Mapping[str, frozenset[str]] | None = None
) -> Roster:
    """Return the roster with its prices; one too large to score whole is returned as it is.

    `asking` are the ids of those who ask, with whom they are not shown; by default everyone asks.
    """
    people = len(roster.people)
    if not parameters.attention.least_people <= people <= parameters.interest.kept_whole:
        return roster
    by_id = asking or {person.id: frozenset[str]() for person in roster.people}
    worth = np.array([_worth(one, barred, roster, parameters) for one, barred in by_id.items()])
    return replace(roster, prices=prices(worth, parameters.attention))


def _worth(person_id: str, barred: frozenset[str], roster: Roster, parameters: Parameters) -> Floats:
    """Return the logarithm of the mutual chances; minus infinity with whom they are not shown."""
    position = roster.position[person_id]
    mutual = score(features(position, roster, parameters), parameters.score).mutual
    free = (mutual > 0) & ~roster.nameless
    free[[position, *(roster.position[other] for other in barred if other in roster.position)]] = False
    worth: Floats = np.where(free, np.log(np.where(free, mutual, 1.0)), -np.inf)
    return worth
