"""Likeness of what people wrote, by vectors and by rare words, over a whole roster at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.matching.people.person import WIDTH, Vectors
from services.matching.recommend.parameters import InterestNumbers
from services.matching.recommend.term_index import TermIndex, build_term_index
from services.matching.recommend.topic_index import Floats, Ints

_BEST = 2
"""A likeness is the mean of this many best sentence matches."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """A likeness over random pairs, sorted: absolute cosines of small models mean little."""

    ordered: Floats

    def of(self, values: Floats) -> Floats:
        """Return the share of random pairs that are no more alike, in [0, 1]."""
        return np.searchsorted(self.ordered, values, side="right") / len(self.ordered)


@dataclass(frozen=True, slots=True, eq=False)
class TextIndex:
    """All sentence vectors by owner: those of person i are `rows[starts[i]:starts[i] + counts[i]]`.

    `wholes[i]` is the direction of all that person i wrote. A likeness is the mean of that of the wholes
    and of the two best sentence matches, and `terms_weight` times the likeness of rare words: each finds what
    the others miss. Without `terms` the roster is too small to tell which words are rare.
    """

    rows: Vectors
    wholes: Vectors
    starts: Ints
    counts: Ints
    terms: TermIndex | None
    terms_weight: float

    @property
    def has_text(self) -> NDArray[np.bool_]:
        """Tell who wrote anything; shape (people,)."""
        return self.counts > 0

    def own(self, position: int) -> Vectors:
        """Return the sentence vectors of one person."""
        return self.rows[self.starts[position] : self.starts[position] + self.counts[position]]

    def towards_all(self, position: int) -> Floats:
        """Return how well each covers this person's sentences: the mean of the two best cosines."""
        cosines = self.own(position) @ self.rows.T
        if not len(cosines):
            return np.zeros(len(self.counts))
        best = _mean_of_best(np.maximum.reduceat(cosines, self._owned, axis=1))
        return self._spread(best, position)

    def from_all(self, position: int) -> Floats:
        """Return the reverse: how well this person's words cover each person's sentences."""
        cosines = self.rows @ self.own(position).T
        if not cosines.shape[1]:
            return np.zeros(len(self.counts))
        return self._spread(self._best_two(cosines.max(axis=1)), position)

    @property
    def _owned(self) -> Ints:
        return self.starts[self.has_text]

    def _best_two(self, best: Vectors) -> Vectors:
        """Return the mean of the two best values of each owner's stretch."""
        first = np.maximum.reduceat(best, self._owned)
        owner = np.repeat(np.arange(len(first)), self.counts[self.has_text])
        rest = np.where(best >= first[owner], -np.inf, best)
        ties = np.bincount(owner, best >= first[owner]) > 1
        second = np.maximum.reduceat(rest, self._owned)
        second = np.where(ties | np.isinf(second), first, second)
        mean: Vectors = ((first + second) / _BEST).astype(np.float32)
        return mean

    def _spread(self, best: Vectors, position: int) -> Floats:
        """Join the sentences' likeness with that of the wholes and words; 0 for who wrote nothing."""
        spread = np.zeros(len(self.counts))
        whole = self.wholes @ self.wholes[position]
        spread[self.has_text] = (best + whole[self.has_text]) / 2
        if self.terms is not None:
            spread += self.terms_weight * self.terms.likeness(position)
        return spread


def _mean_of_best(values: Vectors) -> Vectors:
    """Return the mean of the two largest of each column, or the one there is."""
    best = np.sort(values, axis=0)[-_BEST:]
    mean: Vectors = best.mean(axis=0, dtype=np.float32)
    return mean


def build_text_index(
    vectors: Sequence[Vectors], texts: Sequence[Iterable[str]], numbers: InterestNumbers
) -> TextIndex:
    """Stack the sentence vectors of the people of a roster, in its order, and index the words of `texts`.

    From `least_population` writers on, vectors are centred and rare words count.
    """
    counts = np.array([len(own) for own in vectors], dtype=np.int64)
    filled = [own for own in vectors if len(own)]
    rows = np.concatenate(filled) if filled else np.zeros((0, WIDTH), dtype=np.float32)
    many = len(filled) >= numbers.least_population
    rows = centred(rows) if many else rows
    wholes = np.zeros((len(counts), WIDTH), dtype=np.float32)
    np.add.at(wholes, np.repeat(np.arange(len(counts)), counts), rows)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    terms = build_term_index(texts) if many else None
    return TextIndex(rows, _unit(wholes), starts, counts, terms, numbers.terms_weight)


def centred(rows: Vectors) -> Vectors:
    """Take off what all texts have in common: small models put every text near one direction."""
    return _unit(rows - rows.mean(axis=0))


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)  # noqa: PLR2004
    return unit


def text_ranks(index: TextIndex, numbers: InterestNumbers) -> Ranks:
    """Return the likeness of random pairs; the shipped quantiles when the roster is too small to tell."""
    writers = np.flatnonzero(index.has_text)
    if len(writers) < numbers.least_population:
        return quantile_ranks(numbers.text_quantiles)
    chosen = np.random.default_rng(numbers.sample_seed)
    pairs = chosen.choice(writers, size=(numbers.sample_pairs, 2))
    likeness = [_pair(index, a, b) for a, b in pairs if a != b]
    return Ranks(np.sort(np.array(likeness)))


def _pair(index: TextIndex, one: int, other: int) -> float:
    best = np.sort((index.own(one) @ index.own(other).T).max(axis=1))[-_BEST:].mean()
    vectors = float(best + index.wholes[one] @ index.wholes[other]) / 2
    return vectors + (index.terms_weight * index.terms.pair(one, other) if index.terms else 0.0)


def quantile_ranks(quantiles: Sequence[float]) -> Ranks:
    """Return a distribution through evenly spaced quantiles."""
    steps = np.linspace(0, len(quantiles) - 1, 200)
    return Ranks(np.interp(steps, np.arange(len(quantiles)), np.array(quantiles)))
