"""Topics of a population, turned on their side: for each topic who has it, and how rare it is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np
from scipy.sparse import csr_array

from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import InterestNumbers
from services.matching.recommend.population.acquainted import NOBODY_KNOWN, Acquainted, telling


@dataclass(frozen=True, slots=True)
class Background:
    """How many people have each topic among everyone known: for rosters too small to say what is rare.

    What those who know one another share is taken from everyone in any roster.
    """

    population: int
    counts: Mapping[str, int]
    acquainted: Acquainted = NOBODY_KNOWN


@dataclass(frozen=True, slots=True, eq=False)
class TopicIndex:
    """Who has a topic: positions `rows[t]`, R(t) in `values[t]`."""

    population: int
    counts: Mapping[str, int]
    rows: Mapping[str, Ints]
    values: Mapping[str, Floats]
    numbers: InterestNumbers
    acquainted: Acquainted = NOBODY_KNOWN

    weights: dict[str, float] = field(default_factory=dict)

    def weight(self, topic: str) -> float:
        """Return w(t) = ln((N+1)/(df+0.5)) / ln(2N+2), from ~0 (all have it) to 1 (nobody has)."""
        held = self.weights.get(topic)
        if held is None:
            share = self.information(topic) / log(2 * self.population + 2)
            held = self.weights[topic] = min(1.0, max(self.numbers.least_weight, share))
        return held

    def telling(self, topic: str) -> float:
        """Return how much sharing a topic tells of two people: w(t)^power, and what the acquainted share."""
        return telling(topic, self.weight(topic), self.acquainted, self.numbers)

    def information(self, topic: str) -> float:
        """Return the information content IC(t) = ln((N+1)/(df+0.5)) (Resnik 1995), never negative."""
        return max(0.0, log((self.population + 1) / (self.counts.get(topic, 0) + 0.5)))


def background_of(
    people: Sequence[Mapping[str, float]], known: Background, numbers: InterestNumbers
) -> Background:
    """Return who tells what is rare: these people, or everyone known where they are too few."""
    if len(people) < min(numbers.least_population, known.population):
        return known
    return Background(len(people), Counter(topic for own in people for topic in own), known.acquainted)


def index_topics(
    people: Sequence[Mapping[str, float]], known: Background, numbers: InterestNumbers
) -> TopicIndex:
    """Index the topic weights of some people, in their order; what is rare, `known` tells."""
    rows: dict[str, list[int]] = defaultdict(list)
    values: dict[str, list[float]] = defaultdict(list)
    for i, topics in enumerate(people):
        for topic, value in topics.items():
            rows[topic].append(i)
            values[topic].append(value)
    return TopicIndex(
        population=known.population, counts=known.counts, numbers=numbers, acquainted=known.acquainted,
        rows={topic: np.array(found) for topic, found in rows.items()},
        values={topic: np.array(found) for topic, found in values.items()},
    )  # fmt: skip


def topic_rows(
    people: Sequence[Mapping[str, float]], places: Mapping[str, int], weigh: Callable[[str], float]
) -> csr_array:
    """Return rows whose product is the sum over shared topics of weigh(t) r_u(t) r_v(t).

    The columns are those of `places`; other topics are left out.

    r(t) = ln(1 + R(t) / mean R) saturates: what one does ten times as much as the rest counts 3.5 times.
    Nothing is taken off for what is not shared: people of many interests are met for any of them.
    """
    weight = np.array([weigh(topic) for topic in places], dtype=float) ** 0.5
    columns = np.array([places.get(topic, -1) for own in people for topic in own], dtype=np.int64)
    values = np.array([value for own in people for value in own.values()], dtype=float)
    many = np.array([len(own) for own in people], dtype=np.int64)
    lines = np.repeat(np.arange(len(people)), many)
    total = np.bincount(lines, values, minlength=len(people))[lines]
    kept = (columns >= 0) & (total > 0)
    lines, columns = lines[kept], columns[kept]
    saturated = np.log1p(values[kept] * many[lines] / total[kept])
    starts = np.concatenate([[0], np.cumsum(np.bincount(lines, minlength=len(people)))])
    return csr_array((weight[columns] * saturated, columns, starts), shape=(len(people), len(places)))
