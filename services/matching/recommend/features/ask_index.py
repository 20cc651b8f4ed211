"""What the people of a roster look for and offer, as arrays; which kinds answer one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

import numpy as np

from services.matching.people.person import WIDTH, Person, Vectors
from services.matching.people.words import parent
from services.matching.recommend.arrays import Block, Floats, Ints
from services.matching.recommend.features.ask import KINDS, Ask, asks_of, rarity_of, scale_of
from services.matching.recommend.parameters import AskNumbers, InterestNumbers, Table
from services.matching.recommend.population.text_index import Ranks, centred, quantile_ranks
from services.matching.recommend.population.topic_index import TopicIndex

STEPS = 2048
"""Cosines are told apart to one part in so many."""

ENOUGH = 4
"""So many times the least population of people makes asks enough to tell what is alike."""


@dataclass(frozen=True, slots=True, eq=False)
class AskNorms:
    """What the texts of a population's asks have in common, and how alike two of them are by chance."""

    middle: Vectors
    ranks: Ranks


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """What asks of one side meet: `runs` of others' asks, and all of these in a row, as `AskIndex` has them.

    `to_me` is how far each meets needs of that side, `to_them` how far that side meets each.
    """

    runs: tuple[slice, ...]
    rows: Ints
    owners: Ints
    start: Ints
    topics: Ints
    firm: Block
    to_me: Block
    to_them: Block


@dataclass(frozen=True, slots=True, eq=False)
class AskIndex:
    """All needs and offers, those of one side and kind side by side; `a` is the position of an ask."""

    asks: tuple[Ask, ...]
    owners: Ints
    """The position of each ask's person."""
    urgency: Block
    firm: Block
    """How much an ask counts."""
    vectors: Vectors
    rank: Block
    """The worth of the cosine of two texts, over evenly spaced cosines in [-1, 1], from the later `start` of
    the two on: one after another for each of the scales."""
    start: Ints
    topics: Ints
    """`topics[:, a]` are the two topics of an ask, as positions in `alike`."""
    alike: Block
    """The likeness of any two topics; the last stands for no topic, and is like none."""
    runs: tuple[slice, ...]
    """Slices of the positions of asks of one side and kind, no two in one of one owner."""
    run_sides: Ints
    """The side and kind of each of `runs`."""
    of_owner: Mapping[int, tuple[int, ...]]
    """The positions of a person's asks."""
    told: AskNorms
    sides: Ints
    """The side and kind of each ask."""
    met: Block
    """`met[s, t]` is how far asks of side and kind t meet needs of s; 0 where s are no needs."""
    meets: Block
    """Both ways in one: `meets[s, 0, t]` is how far s meets needs of t, `meets[s, 1, t]` is `met[s, t]`."""
    met_by_side: dict[int, Met] = field(default_factory=dict)

    def met_from(self, side: int) -> Met:
        """Return what asks of a side meet, from memory where it was asked for before."""
        held = self.met_by_side.get(side)
        if held is None:
            held = self.met_by_side[side] = self._met_from(side)
        return held

    def _met_from(self, side: int) -> Met:
        met = (self.met[side] + self.met[:, side])[self.run_sides] > 0
        runs = tuple(run for run, some in zip(self.runs, met.tolist(), strict=True) if some)
        rows = np.concatenate([np.arange(0), *(np.arange(run.start, run.stop) for run in runs)])
        start = np.maximum(self.start[rows], _start(side))
        sides = self.sides[rows]
        return Met(
            runs, rows, self.owners[rows], start, np.ascontiguousarray(self.topics[:, rows]),
            self.firm[rows], self.met[side, sides], self.met[sides, side],
        )  # fmt: skip


def build_ask_index(
    people: Sequence[Person], index: TopicIndex, asks: AskNumbers, numbers: InterestNumbers,
    told: AskNorms | None = None,
) -> AskIndex:  # fmt: skip
    """Index what the people of a roster look for and offer, in its order; hidden ones were never derived.

    How alike texts are they tell themselves, unless another population told it.
    """
    found, rows = _in_runs(people, index, asks)
    sides = np.array(
        [kind + len(KINDS) * is_need for is_need, kind in (ask.side for ask in found)], dtype=np.int64
    )
    runs = _runs(found)
    written = np.array(rows, dtype=np.float32).reshape(len(rows), WIDTH)
    told = told or _told(written, numbers)
    vectors = centred(written, told.middle)
    named, met = sorted({topic for ask in found for topic in ask.topics}), met_by(asks)
    return AskIndex(
        asks=tuple(found), owners=np.array([ask.owner for ask in found], dtype=np.int64),
        urgency=np.array([ask.urgency for ask in found], dtype=np.float32),
        firm=np.array([ask.firm for ask in found], dtype=np.float32), vectors=vectors,
        rank=worths_of(told.ranks, asks), start=_start(sides),
        topics=_topic_places(found, named), alike=_likenesses(named, index, asks.common_power),
        runs=runs, run_sides=sides[[run.start for run in runs]], of_owner=_by_owner(found), told=told,
        sides=sides, met=met, meets=np.stack([met.T, met], axis=1),
    )  # fmt: skip


def _start(sides: Any) -> Any:  # noqa: ANN401 - of one side, or of many
    return (2 * STEPS + 1) * scale_of(sides % len(KINDS))


def _told(written: Vectors, numbers: InterestNumbers) -> AskNorms:
    """Return what asks have in common and how alike two of them are; as shipped where they are few."""
    if len(written) < ENOUGH * numbers.least_population:
        return AskNorms(np.zeros(WIDTH, dtype=np.float32), quantile_ranks(numbers.ask_quantiles))
    middle = written.mean(axis=0)
    return AskNorms(middle, _ranks(centred(written, middle), numbers))


def _in_runs(
    people: Sequence[Person], index: TopicIndex, numbers: AskNumbers
) -> tuple[list[Ask], list[Vectors]]:
    """Return asks with their vectors: by side and kind, the first such of each person in front."""
    found: list[tuple[tuple[bool, int, int, int], Ask, Vectors]] = []
    for owner, person in enumerate(people):
        had: dict[tuple[bool, int], int] = {}
        for ask in asks_of(owner, person, index, numbers):
            had[ask.side] = had.get(ask.side, -1) + 1
            found.append(((*ask.side, had[ask.side], owner), ask, person.traits.vectors[ask.row]))
    found.sort(key=itemgetter(0))
    return [ask for _, ask, _ in found], [vector for _, _, vector in found]


def _runs(found: Sequence[Ask]) -> tuple[slice, ...]:
    """Cut the asks where side or kind change, and where the owners begin anew."""
    cuts = [
        i
        for i, (one, other) in enumerate(pairwise(found), 1)
        if one.side != other.side or one.owner >= other.owner
    ]
    return tuple(slice(*ends) for ends in pairwise([0, *cuts, len(found)])) if found else ()


def _topic_places(found: Sequence[Ask], named: Sequence[str]) -> Ints:
    places = {topic: i for i, topic in enumerate(named)}
    padded = [([places[topic] for topic in ask.topics] + [len(named)] * 2)[:2] for ask in found]
    return np.ascontiguousarray(np.array(padded, dtype=np.int64).reshape(len(found), 2).T)


def _likenesses(named: Sequence[str], index: TopicIndex, common_power: float) -> Block:
    """Return the Lin similarity of any two topics; the last row and column, of no topic, are minus 1."""
    table = np.full((len(named) + 1, len(named) + 1), -1.0, dtype=np.float32)
    table[:-1, :-1] = lin(named, index, common_power)
    return table


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


def worths_of(ranks: Ranks, numbers: AskNumbers) -> Block:
    """Return what cosines from -1 to 1 are worth, in steps: by each of the scales in turn."""
    shares = ranks.of(np.linspace(-1, 1, 2 * STEPS + 1))
    typed, said = (numbers.text_cap * shares**power for power in (numbers.text_power, numbers.said_power))
    return np.hstack([typed, np.maximum(typed, numbers.by_kind), said]).astype(np.float32)


def met_by(numbers: AskNumbers) -> Block:
    """Return how far offers, then needs, of each kind meet needs; nothing meets an offer."""
    by_offers, by_needs = kind_table(numbers.met_by), numbers.implied * kind_table(numbers.met_by_need)
    needs = np.hstack([by_offers, by_needs])
    return np.vstack([np.zeros_like(needs), needs]).astype(np.float32)


def kind_table(table: Table) -> Floats:
    """Return K as a square array over `KINDS`; what the table does not name is 0."""
    filled = np.zeros((len(KINDS), len(KINDS)))
    for need, answers in table.items():
        for answer, value in answers.items():
            filled[KINDS[need], KINDS[answer]] = value
    return filled


def lin(named: Sequence[str], index: TopicIndex, common_power: float) -> Floats:
    """Return how far what is of one topic answers what is of another: of one and the same, the rarer it is.

    Among nurses that two speak of nursing says little. Two others have no ancestor in common but their area,
    and answer by half of how alike they are (Lin 1998: 2 IC(deepest common ancestor) / (IC(a) + IC(b))): who
    knows about tax seldom knows about insurance.
    """
    areas = [parent(topic) or topic for topic in named]
    numbered = {area: i for i, area in enumerate(dict.fromkeys(areas))}
    place = np.array([numbered[area] for area in areas], dtype=np.int64)
    common = np.array([index.information(area) for area in areas], dtype=float)
    own = np.array([index.information(topic) for topic in named], dtype=float)
    whole = own[:, None] + own
    alike = np.minimum(0.5, common[:, None] / np.where(whole > 0, whole, 1.0))
    alike[(place[:, None] != place) | (whole <= 0)] = 0.0
    np.fill_diagonal(alike, [rarity_of(topic, index) ** common_power for topic in named])
    return np.asarray(alike)
