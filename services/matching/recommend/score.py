"""The chance that one person is glad to meet another, in each direction, and of both."""

from dataclasses import dataclass

import numpy as np

from services.matching.recommend.context import context
from services.matching.recommend.interest import TwoWay, interest
from services.matching.recommend.offers import value
from services.matching.recommend.parameters import Parameters, ScoreNumbers
from services.matching.recommend.roster import Roster
from services.matching.recommend.topic_index import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is known of one person with each of the roster; every array of shape (people,)."""

    interest: TwoWay
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
    mine, people = roster.strengths[position], len(roster.people)
    return Features(
        interest=interest(mine, position, roster.topics, roster.texts, roster.ranks, parameters.interest),
        value=value(position, people, roster.asks, roster.topics, parameters),
        context=context(position, roster.context, parameters.context),
        quality=TwoWay(roster.quality, np.full(people, roster.quality[position])),
    )


def score(found: Features, numbers: ScoreNumbers) -> Scored:
    """Return p(u→v) = sigmoid(z) both ways and their harmonic mean; 0 behind the language gate."""
    there = _chance(
        found.interest.there,
        (found.value.there, found.value.back),
        found.quality.there,
        found.context,
        numbers,
    )
    back = _chance(
        found.interest.back, (found.value.back, found.value.there), found.quality.back, found.context, numbers
    )
    return Scored(TwoWay(there, back), harmonic(there, back))


def _chance(
    liking: Floats, values: tuple[Floats, Floats], quality: Floats, around: Floats, numbers: ScoreNumbers
) -> Floats:
    theirs, mine = values
    open_gate = around > 0
    logit = numbers.bias + numbers.interest * liking + numbers.their_value * theirs + numbers.my_value * mine
    logit = logit + numbers.context * np.log(np.where(open_gate, around, 1.0)) + numbers.quality * quality
    chance: Floats = np.where(open_gate, 1.0 / (1.0 + np.exp(-logit)), 0.0)
    return chance


def harmonic(there: Floats, back: Floats) -> Floats:
    """Return 2pq / (p + q): symmetric, and 0 when either is (RECON; Pizzato and others 2010)."""
    both = there + back
    return np.divide(2 * there * back, both, out=np.zeros_like(both), where=both > 0)
