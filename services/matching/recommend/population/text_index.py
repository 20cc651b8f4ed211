"""The direction of all that a person wrote, and how a cosine ranks among random pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.people.person import NAMED, WIDTH, Sentence, Traits, Vectors
from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.population.latent import unit_rows


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """A likeness over random pairs, sorted: absolute cosines of small models mean little."""

    ordered: Floats

    def of(self, values: Floats) -> Floats:
        """Return the share of random pairs that are no more alike, in [0, 1]."""
        return np.searchsorted(self.ordered, values, side="right") / len(self.ordered)


def meaning(people: Sequence[Traits]) -> Vectors:
    """Return the direction of each person's sentences, longer ones the more; zero for who wrote nothing."""
    sums = [whole_of(traits) for traits in people]
    return unit_rows(np.array(sums, dtype=np.float32).reshape(len(people), WIDTH))


def in_common(rows: Vectors, told: Ints, least_population: int) -> Vectors:
    """Return what all texts have in common: of who only names things (`told` 0), and of who tells more (1).

    Small models put every text near one direction, names near another. Of fewer than `least_population` of
    one kind it is what all have in common, of fewer in all zero; shape (2, width).
    """
    wrote = rows.any(axis=1)
    everybody = _mean(rows[wrote], least_population, np.zeros(rows.shape[1], np.float32))
    return np.array([_mean(rows[wrote & (told == kind)], least_population, everybody) for kind in (0, 1)])


def _mean(rows: Vectors, least_population: int, instead: Vectors) -> Vectors:
    found: Vectors = rows.mean(axis=0) if len(rows) >= least_population else instead
    return found


def centred(rows: Vectors, middle: Vectors) -> Vectors:
    """Take off what texts have in common, all or each, and scale to length one; empty texts stay zero."""
    wrote = rows.any(axis=1, keepdims=True)
    return unit_rows(np.where(wrote, rows - middle, np.float32(0)))


def whole_of(traits: Traits) -> Vectors:
    """Return the sum of a person's sentences, each by its number of words, what is named as one; (width,)."""
    if not traits.sentences:
        return np.zeros(WIDTH, dtype=np.float32)
    words = np.array([_weight(sentence) for sentence in traits.sentences], dtype=np.float32)
    total: Vectors = words @ traits.vectors
    return total


def _weight(sentence: Sentence) -> int:
    return 1 if sentence.field in NAMED else 1 + sentence.text.count(" ")


def quantile_ranks(quantiles: Sequence[float]) -> Ranks:
    """Return a distribution through evenly spaced quantiles."""
    steps = np.linspace(0, len(quantiles) - 1, 200)
    return Ranks(np.interp(steps, np.arange(len(quantiles)), np.array(quantiles)))
