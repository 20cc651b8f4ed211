"""The chance that one person is glad to meet another, in each direction, and of both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.context import context
from services.matching.recommend.interest import TwoWay
from services.matching.recommend.offers import value
from services.matching.recommend.parameters import Parameters, ScoreNumbers
from services.matching.recommend.roster import Roster
from services.matching.recommend.topic_index import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is known of one person with each of the roster; every array of shape (people,)."""

    interest: Floats
    preference: TwoWay
    value: TwoWay
    context: Floats
    quality: TwoWay


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Chances in [0, 1]: of u liking v (`there`), v liking u (`back`), and both (`mutual`)."""

    chance: TwoWay
    mutual: Floats


def features(position: int, roster: Roster, parameters: Parameters) -> Features:
    """Compute all features of the person at `position` with everyone."""
    people = len(roster.people)
    return Features(
        interest=roster.interest.of(position),
        preference=roster.preference.of(position),
        value=value(position, people, roster.asks, roster.topics, parameters),
        context=context(position, roster.context, parameters.context),
        quality=TwoWay(roster.quality, np.full(people, roster.quality[position])),
    )


def score(found: Features, numbers: ScoreNumbers) -> Scored:
    """Return p(u→v) = sigmoid(z) both ways and their harmonic mean; 0 behind the language gate."""
    open_gate = found.context > 0
    both = numbers.bias + numbers.interest * found.interest
    both = both + numbers.context * np.log(np.where(open_gate, found.context, 1.0))
    there = both + numbers.their_value * found.value.there + numbers.my_value * found.value.back
    back = both + numbers.their_value * found.value.back + numbers.my_value * found.value.there
    there = there + numbers.preference * found.preference.there + numbers.quality * found.quality.there
    back = back + numbers.preference * found.preference.back + numbers.quality * found.quality.back
    chance = TwoWay(_sigmoid(there, open_gate), _sigmoid(back, open_gate))
    return Scored(chance, harmonic(chance.there, chance.back))


def _sigmoid(logit: Floats, open_gate: NDArray[np.bool_]) -> Floats:
    chance: Floats = np.where(open_gate, 1.0 / (1.0 + np.exp(-logit)), 0.0)
    return chance


def harmonic(there: Floats, back: Floats) -> Floats:
    """Return 2pq / (p + q): symmetric, and 0 when either is (RECON; Pizzato and others 2010)."""
    both = there + back
    return np.divide(2 * there * back, both, out=np.zeros_like(both), where=both > 0)
