"""From features to chances: p(u→v), p(v→u), and both, for a block of those who ask with everyone."""

from dataclasses import dataclass

import numpy as np

from services.matching.recommend.arrays import Block, Ints, Pairs, TwoWay
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.features.context import context
from services.matching.recommend.features.offers import value, value_with
from services.matching.recommend.parameters import Parameters, ScoreNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is known of those who ask with each of the roster; every array of shape (asking, people).

    `context` is a logarithm, minus infinity for two who cannot talk.
    """

    interest: Block
    preference: TwoWay
    value: TwoWay
    context: Block
    quality: TwoWay


def features(positions: Ints, roster: Roster, parameters: Parameters) -> Features:
    """Compute all features of the people at `positions` with everyone."""
    return Features(
        interest=roster.interest.of(positions),
        preference=roster.preference.of(positions),
        value=value(positions, len(roster.people), roster.asks, parameters.asks),
        context=context(positions, roster.context, parameters.context),
        quality=TwoWay(roster.quality[None, :], roster.quality[positions, None]),
    )


def features_with(position: int, others: Ints, roster: Roster, parameters: Parameters) -> Features:
    """Return all features of the person at `position` with some others; shape (1, others).

    They come from memory where the roster keeps what is known of all pairs.
    """
    me, kept = np.array([position]), roster.pairs
    return Features(
        interest=kept.interest[position, others][None] if kept else roster.interest.of(me, others),
        preference=roster.preference.of(me, others),
        value=TwoWay(kept.value[position, others][None], kept.value[others, position][None]) if kept
        else value_with(position, others, roster.asks, parameters.asks),
        context=kept.context[position, others][None] if kept
        else context(me, roster.context, parameters.context, others),
        quality=TwoWay(roster.quality[None, others], roster.quality[me, None]),
    )  # fmt: skip


def all_pairs(roster: Roster, parameters: Parameters, block: int) -> Pairs:
    """Return what is known of all pairs of a roster, computed for so many people at once."""
    many = len(roster.people)
    pairs = Pairs(*np.empty((4, many, many), dtype=np.float32))
    for first in range(0, many, block):
        some = slice(first, min(first + block, many))
        found = features(np.arange(many)[some], roster, parameters)
        pairs.interest[some], pairs.value[some] = found.interest, found.value.there
        pairs.context[some] = found.context
        pairs.chances[some] = harmonic(logits(found, parameters.score))
    return pairs


def logits(found: Features, numbers: ScoreNumbers) -> TwoWay:
    """Return z(u→v) and z(v→u); minus infinity behind the language gate."""
    both = numbers.interest * found.interest + numbers.context * found.context + numbers.bias
    mine, theirs = found.value.there, found.value.back
    there = both + numbers.their_value * mine + numbers.my_value * theirs
    back = both + numbers.their_value * theirs + numbers.my_value * mine
    there += numbers.preference * found.preference.there + numbers.quality * found.quality.there
    back += numbers.preference * found.preference.back + numbers.quality * found.quality.back
    return TwoWay(there, back)


def chances(positions: Ints, roster: Roster, parameters: Parameters) -> Block:
    """Return H in [0, 1] of the people at `positions` with everyone: how likely both are glad to have met."""
    return harmonic(logits(features(positions, roster, parameters), parameters.score))


def harmonic(z: TwoWay) -> Block:
    """Return 2pq / (p + q) of two chances p = 1 / (1 + e^-z): symmetric, and 0 when either is.

    RECON (Pizzato and others 2010); it is 2 / (1/p + 1/q).
    """
    with np.errstate(over="ignore"):  # e^inf is a chance of nothing
        both: Block = np.exp(-z.there) + np.exp(-z.back)
    return np.divide(2, 2 + both, dtype=np.float32)
