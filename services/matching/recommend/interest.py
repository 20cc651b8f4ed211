"""Interest affinity I(u, v): several likenesses, each in units of its spread in the roster, joined by sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, issparse

from services.matching.people.person import Vectors
from services.matching.recommend.parameters import InterestNumbers, TermNumbers
from services.matching.recommend.topic_index import Floats, Ints

Rows: TypeAlias = "csr_array | Vectors"


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """A quantity from one person to each of the roster, and back; each of shape (people,)."""

    there: Floats
    back: Floats


@dataclass(frozen=True, slots=True, eq=False)
class InterestIndex:
    """A sum of likenesses as one product of rows: `sparse` for what is shared by name, `dense` for the rest.

    Nothing in common by name is 0, whether or not a person named anything. Directions are alike by chance,
    too: the last columns of `dense` and `asked` take the mean off where both people have one; there the two
    differ by sign, else they are the same rows. `whole` holds all pairs of a roster small enough.
    """

    sparse: csr_array
    by_name: csr_array
    dense: Vectors
    asked: Vectors
    numbers: InterestNumbers
    spread: float
    whole: Vectors | None

    def of(self, position: int) -> Floats:
        """Return I of one person with everyone, in (0, 1); 1/2 is `middle` spreads above a random pair."""
        if self.whole is not None:
            return _squash(self.whole[position].astype(np.float64), self.numbers)
        return _squash(self._sums(position), self.numbers)

    def block(self, positions: Ints) -> Floats:
        """Return I of several people with everyone; shape (positions, people)."""
        return _squash(self.sums(positions).astype(np.float64), self.numbers)

    def sums(self, positions: Ints) -> Vectors:
        """Return the sums of standardised likenesses, in spreads of a random pair."""
        named = (self.sparse[positions] @ self.by_name).toarray()
        both: Vectors = (self.asked[positions] @ self.dense.T + named) / np.float32(self.spread)
        return both.astype(np.float32)

    def _sums(self, position: int) -> Floats:
        first, last = self.sparse.indptr[position], self.sparse.indptr[position + 1]
        names, weights = self.sparse.indices[first:last], self.sparse.data[first:last]
        starts = self.by_name.indptr
        lengths = starts[names + 1] - starts[names]
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        entries = np.repeat(starts[names], lengths) + offsets
        products = np.repeat(weights, lengths) * self.by_name.data[entries]
        named = np.bincount(self.by_name.indices[entries], products, minlength=len(self.dense))
        sums: Floats = (self.dense @ self.asked[position] + named) / self.spread
        return sums


def _squash(sums: Floats, numbers: InterestNumbers) -> Floats:
    """Return (1 + x / (1 + |x|)) / 2 with x in spreads from the middle: never flat, however far out."""
    x = sums - numbers.middle
    squashed: Floats = (1 + x / (1 + np.abs(x))) / 2
    return squashed


def build_interest_index(terms: Mapping[str, Rows], people: int, numbers: InterestNumbers) -> InterestIndex:
    """Join likenesses by name, each the product of two people's rows, into one index.

    Each is put in units of its own spread over random pairs of those it knows, and weighed by the numbers
    of its name. The fewer people it knows, the more the shipped mean and spread count.
    """
    pairs = _pairs(people, numbers)
    parts = [_part(rows, numbers.terms[name], pairs, numbers) for name, rows in terms.items()]
    sparse = _named([part.rows for part in parts if issparse(part.rows)], people)
    vague = [part for part in parts if not issparse(part.rows)]
    shift = np.array([part.known * np.sqrt(part.shift) for part in vague], dtype=np.float32).T
    dense = [part.rows for part in vague]
    given = np.hstack([*dense, shift.reshape(people, -1)], dtype=np.float32)
    asked = np.hstack([*dense, -shift.reshape(people, -1)], dtype=np.float32)
    index = InterestIndex(sparse, csr_array(sparse.T), given, asked, numbers, 1.0, None)
    return _finished(index, pairs, people, numbers)


def _finished(
    index: InterestIndex, pairs: tuple[Ints, Ints], people: int, numbers: InterestNumbers
) -> InterestIndex:
    one, other = pairs
    sums = _products(index.sparse, pairs) + np.einsum("ij,ij->i", index.asked[one], index.dense[other])
    share = people / (people + numbers.least_population)
    spread = float(np.sqrt(share * (sums.var() if len(sums) else 1.0) + (1 - share))) or 1.0
    scaled = InterestIndex(index.sparse, index.by_name, index.dense, index.asked, numbers, spread, None)
    if people > numbers.kept_whole:
        return scaled
    whole = scaled.sums(np.arange(people))
    return InterestIndex(index.sparse, index.by_name, index.dense, index.asked, numbers, spread, whole)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    rows: Rows
    known: NDArray[np.bool_]
    shift: float


def _part(rows: Rows, term: TermNumbers, pairs: tuple[Ints, Ints], numbers: InterestNumbers) -> _Part:
    """Scale the rows of one likeness so that their product is weight * value / spread."""
    known = np.asarray(abs(rows).sum(axis=1)).ravel() > 0
    both = known[pairs[0]] & known[pairs[1]]
    found = _products(rows, (pairs[0][both], pairs[1][both]))
    share = known.sum() / (known.sum() + numbers.least_population) if len(found) else 0.0
    mean = share * (found.mean() if len(found) else 0.0) + (1 - share) * term.mean
    variance = share * (found.var() if len(found) else 0.0) + (1 - share) * term.spread**2
    scale = term.weight / max(float(np.sqrt(variance)), 1e-9)
    return _Part(rows * np.sqrt(scale), known, max(0.0, float(mean) * scale))


def _pairs(people: int, numbers: InterestNumbers) -> tuple[Ints, Ints]:
    """Return random pairs of different people, always the same."""
    if people < 2:  # noqa: PLR2004
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    chosen = np.random.default_rng(numbers.sample_seed).integers(0, people, size=(2, numbers.sample_pairs))
    apart = chosen[0] != chosen[1]
    return chosen[0][apart], chosen[1][apart]


def _products(rows: Rows, pairs: tuple[Ints, Ints]) -> Floats:
    one, other = rows[pairs[0]], rows[pairs[1]]
    if not issparse(rows):
        products = np.einsum("ij,ij->i", one, other)
    else:
        products = np.asarray((one * other).sum(axis=1)).ravel()
    return np.asarray(products, dtype=np.float64)


def _named(parts: Sequence[csr_array], people: int) -> csr_array:
    return csr_array(hstack(parts, format="csr")) if parts else csr_array((people, 0))
