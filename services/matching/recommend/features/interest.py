"""Interest affinity I(u, v): several likenesses, each in units of its spread in the roster, joined by sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, issparse

from services.matching.people.person import Vectors
from services.matching.recommend.arrays import EVERYONE, Block, Floats, Ints, Others
from services.matching.recommend.parameters import InterestNumbers, TermNumbers

Rows: TypeAlias = "csr_array | Vectors"


@dataclass(frozen=True, slots=True)
class Scale:
    """What the rows of one likeness are multiplied by twice, and what is taken off where both know it."""

    factor: float
    shift: float


@dataclass(frozen=True, slots=True)
class Scales:
    """How likenesses spread over random pairs of a population: each by its name, and their sum.

    The sum by how many of the two tell of themselves in running text, neither, one or both: what is alike
    in names alone, or in names and texts, spreads less, and would stand behind all that is alike in texts.
    """

    terms: Mapping[str, Scale]
    spreads: Floats


@dataclass(frozen=True, slots=True, eq=False)
class InterestIndex:
    """A sum of likenesses as one product of rows: `sparse` for what few share by name, `dense` for the rest.

    Nothing in common by name is 0, whether or not a person named anything. Directions are alike by chance,
    too: the last columns of `dense` and `asked` take the mean off where both people have one; there the two
    differ by sign, else they are the same rows. What many share by name stands among the dense. `tells` is 1
    for who tells of themselves in running text, else 0; `units[t, p]` the spread of sums of p with such.
    """

    sparse: csr_array
    by_name: csr_array
    dense: Vectors
    asked: Vectors
    tells: Ints
    units: Block
    numbers: InterestNumbers
    scales: Scales

    def of(self, positions: Ints, others: Others = EVERYONE) -> Block:
        """Return I with everyone, or some, in (0, 1); 1/2 is `middle` spreads above a random pair."""
        x = self.sums(positions, others)
        x -= np.float32(self.numbers.middle)
        squashed: Block = (1 + x / (1 + np.abs(x))) / 2  # never flat, however far out
        return squashed

    def sums(self, positions: Ints, others: Others = EVERYONE) -> Block:
        """Return the sums of standardised likenesses, in spreads of a random pair of their kind."""
        both: Block = self.asked[positions] @ self.dense[others].T
        both += self._named(positions, others)
        both /= self.units[:, others][self.tells[positions]]
        return both

    def _named(self, positions: Ints, others: Others) -> Block:
        if len(positions) > 1:
            chosen = self.sparse[positions].T.toarray()
            named: Block = (self.sparse @ chosen).T
            return named[:, others]
        if isinstance(others, slice):
            return self._named_of_one(int(positions[0]))[:, others]
        return self._named_with(int(positions[0]), others)

    def _named_with(self, position: int, others: Ints) -> Block:
        """Look the names of some others up among one's own."""
        rows, mine = self.sparse, np.zeros(self.sparse.shape[1], dtype=np.float32)
        own = slice(*rows.indptr[position : position + 2])
        mine[rows.indices[own]] = rows.data[own]
        many = rows.indptr[others + 1] - rows.indptr[others]
        ends = np.cumsum(many)
        cells = np.arange(many.sum()) + np.repeat(rows.indptr[others + 1] - ends, many)
        products = mine[rows.indices[cells]] * rows.data[cells]
        whose = np.repeat(np.arange(len(others)), many)
        return np.bincount(whose, products, len(others))[None, :].astype(np.float32)

    def _named_of_one(self, position: int) -> Block:
        """Add up the few lists of those who share a name: for one person far less work than a product."""
        rows, lists = self.sparse, self.by_name
        own = slice(*rows.indptr[position : position + 2])
        there = [slice(*lists.indptr[name : name + 2]) for name in rows.indices[own].tolist()]
        who = np.concatenate([np.arange(0), *(lists.indices[its] for its in there)])
        weighed = (weight * lists.data[its] for weight, its in zip(rows.data[own], there, strict=True))
        sums: Block = np.zeros((1, len(self.dense)), dtype=np.float32)
        np.add.at(sums[0], who, np.concatenate([np.zeros(0, np.float32), *weighed]))
        return sums


def build_interest_index(
    terms: Mapping[str, Rows], tells: Ints, numbers: InterestNumbers, scales: Scales | None = None
) -> InterestIndex:
    """Join likenesses by name, each the product of two people's rows, into one index.

    Each is put in units of its own spread over random pairs of those it knows, and weighed by the numbers
    of its name, unless `scales` of another population are given. The fewer people it knows, the more the
    shipped mean and spread count. `tells` is 1 for who tells of themselves in running text, else 0.
    """
    people = len(tells)
    pairs = _pairs(people, numbers)
    known = scales.terms if scales else {
        name: _scale(rows, numbers.terms[name], pairs, numbers) for name, rows in terms.items()
    }  # fmt: skip
    parts = [_part(rows, known[name]) for name, rows in terms.items()]
    rare, common = _split(_named([part.rows for part in parts if issparse(part.rows)], people), numbers)
    vague = [part for part in parts if not issparse(part.rows)]
    shift = (
        np.array([part.known * np.sqrt(part.shift) for part in vague], dtype=np.float32)
        .reshape(len(vague), people)
        .T
    )
    dense = [common, *(part.rows for part in vague)]
    given = np.hstack([*dense, shift], dtype=np.float32)
    asked = np.hstack([*dense, -shift], dtype=np.float32)
    alike = np.ones((2, people), dtype=np.float32)
    found = Scales(known, np.ones(3))
    index = InterestIndex(rare, csr_array(rare.T), given, asked, tells, alike, numbers, found)
    spreads = scales.spreads if scales else _spreads(index, pairs, numbers)
    units = spreads[np.add.outer(np.arange(2), tells)].astype(np.float32)
    return replace(index, units=units, scales=Scales(known, spreads))


def _split(named: csr_array, numbers: InterestNumbers) -> tuple[csr_array, Vectors]:
    """Return what few share as it is, and what many share as dense columns: the cheaper form of each."""
    many = np.bincount(named.indices, minlength=named.shape[1]) > numbers.dense_share * named.shape[0]
    rare = csr_array(named[:, ~many], dtype=np.float32)
    return rare, named[:, many].toarray().astype(np.float32)


def _spreads(index: InterestIndex, pairs: tuple[Ints, Ints], numbers: InterestNumbers) -> Floats:
    """Return the spread of each kind of pairs; of a kind with few people, more that of all."""
    one, other = pairs
    sums = _products(index.sparse, pairs) + np.einsum("ij,ij->i", index.asked[one], index.dense[other])
    kinds, many = index.tells[one] + index.tells[other], np.bincount(index.tells, minlength=2)
    share = _weight(len(index.tells), numbers)
    whole = sums.var() if len(sums) else 1.0
    found = []
    for kind, fewest in enumerate((many[0], many.min(), many[1])):
        own = _weight(fewest, numbers)
        variance = own * sums[kinds == kind].var() + (1 - own) * whole if (kinds == kind).any() else whole
        found.append(np.sqrt(share * variance + (1 - share)) or 1.0)
    return np.array(found)


def _weight(people: int, numbers: InterestNumbers) -> float:
    """Return in [0, 1] how much so many people tell."""
    return people / (people + numbers.least_population)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    rows: Rows
    known: NDArray[np.bool_]
    shift: float


def _part(rows: Rows, scale: Scale) -> _Part:
    return _Part(rows * np.sqrt(scale.factor), _knows(rows), scale.shift)


def _knows(rows: Rows) -> NDArray[np.bool_]:
    known: NDArray[np.bool_] = np.asarray(abs(rows).sum(axis=1)).ravel() > 0
    return known


def _scale(rows: Rows, term: TermNumbers, pairs: tuple[Ints, Ints], numbers: InterestNumbers) -> Scale:
    """Return how to scale the rows of one likeness so that their product is weight * value / spread."""
    known = _knows(rows)
    both = known[pairs[0]] & known[pairs[1]]
    found = _products(rows, (pairs[0][both], pairs[1][both]))
    share = _weight(known.sum(), numbers) if len(found) else 0.0
    mean = share * (found.mean() if len(found) else 0.0) + (1 - share) * term.mean
    variance = share * (found.var() if len(found) else 0.0) + (1 - share) * term.spread**2
    factor = term.weight / max(float(np.sqrt(variance)), 1e-9)
    return Scale(factor, max(0.0, float(mean) * factor))


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
