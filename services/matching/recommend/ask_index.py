"""What the people of a roster look for and offer, as arrays; which kinds answer one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from services.matching.people.person import WIDTH, Person, Vectors
from services.matching.people.words import parent
from services.matching.recommend.parameters import AskNumbers, InterestNumbers, Table
from services.matching.recommend.text_index import Ranks, centred, quantile_ranks
from services.matching.recommend.topic_index import Floats, Ints, TopicIndex
from shared.contracts.people import Need, NeedKind, Offer

KINDS: Mapping[str, int] = {kind: i for i, kind in enumerate(get_args(NeedKind))}

ENOUGH = 4
"""So many times the least population of people makes asks enough to tell what is alike."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One need or offer of a person of the roster, with the path that shows it."""

    owner: int
    item: Need | Offer
    path: str
    topics: tuple[str, ...]

    @property
    def is_need(self) -> bool:
        """Tell a need from an offer."""
        return isinstance(self.item, Need)


@dataclass(frozen=True, slots=True, eq=False)
class AskIndex:
    """All needs and offers; `fits[i, j]` in [0, 1] of an ask j is computed by `fit_row` for a need i.

    `of_owner[p]` lists the positions of one person's asks.
    """

    asks: tuple[Ask, ...]
    owners: Ints
    kinds: Ints
    needs: np.ndarray
    urgency: Floats
    vectors: Vectors
    ranks: Ranks
    of_owner: Mapping[int, tuple[int, ...]]


def build_ask_index(people: Sequence[Person], asks: AskNumbers, numbers: InterestNumbers) -> AskIndex:
    """Index what the people of a roster look for and offer, in its order; hidden ones were never derived."""
    found: list[Ask] = []
    rows: list[Vectors] = []
    for owner, person in enumerate(people):
        for sentence, vector in zip(person.traits.sentences, person.traits.vectors, strict=True):
            if sentence.field in {"needs", "offers"}:
                item = getattr(person.profile, sentence.field)[_place_in(sentence.path)]
                found.append(Ask(owner, item, sentence.path, sentence.topics))
                rows.append(vector)
    vectors = np.array(rows, dtype=np.float32).reshape(len(rows), WIDTH)
    many = len(rows) >= ENOUGH * numbers.least_population
    vectors = centred(vectors) if many else vectors
    return AskIndex(
        asks=tuple(found), owners=np.array([ask.owner for ask in found], dtype=np.int64),
        kinds=np.array([KINDS[ask.item.kind] for ask in found], dtype=np.int64),
        needs=np.array([ask.is_need for ask in found], dtype=bool),
        urgency=np.array([_urgency(ask, asks) for ask in found]), vectors=vectors,
        ranks=_ranks(vectors, numbers) if many else quantile_ranks(numbers.ask_quantiles),
        of_owner=_by_owner(found),
    )  # fmt: skip


def _place_in(path: str) -> int:
    return int(path.partition("[")[2].rstrip("]"))


def _urgency(ask: Ask, numbers: AskNumbers) -> float:
    return numbers.urgency[ask.item.urgency] if isinstance(ask.item, Need) else 0.0


def _by_owner(found: Sequence[Ask]) -> dict[int, tuple[int, ...]]:
    owned: dict[int, list[int]] = {}
    for i, ask in enumerate(found):
        owned.setdefault(ask.owner, []).append(i)
    return {owner: tuple(places) for owner, places in owned.items()}


def _ranks(vectors: Vectors, numbers: InterestNumbers) -> Ranks:
    """Return the cosines of random pairs of asks."""
    chosen = np.random.default_rng(numbers.sample_seed)
    one, other = chosen.integers(0, len(vectors), size=(2, numbers.sample_pairs))
    apart = one != other
    return Ranks(np.sort(np.einsum("ij,ij->i", vectors[one[apart]], vectors[other[apart]]).astype(float)))


def kind_table(table: Table) -> Floats:
    """Return K as a square array over `KINDS`; what the table does not name is 0."""
    filled = np.zeros((len(KINDS), len(KINDS)))
    for need, answers in table.items():
        for answer, value in answers.items():
            filled[KINDS[need], KINDS[answer]] = value
    return filled


def likeness_of_topics(mine: Sequence[str], theirs: Sequence[str], index: TopicIndex) -> float:
    """Return the best Lin similarity of two sets of topics, in [0, 1]; 0 when either is empty."""
    return max((lin(a, b, index) for a in mine for b in theirs), default=0.0)


def lin(a: str, b: str, index: TopicIndex) -> float:
    """Return 2 IC(deepest common ancestor) / (IC(a) + IC(b)) (Lin 1998); 1 for one and the same topic."""
    if a == b:
        return 1.0
    shared = {a, parent(a)} & {b, parent(b)} - {None}
    whole = index.information(a) + index.information(b)
    deepest = max((index.information(topic) for topic in shared if topic), default=0.0)
    return min(1.0, 2 * deepest / whole) if whole > 0 else 0.0
