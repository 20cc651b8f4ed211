from collections.abc import Mapping, Sequence
from math import exp, log, log1p

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.interests import strengths
from services.matching.people.person import TopicEvidence
from services.matching.recommend.arrays import Floats
from services.matching.recommend.features.interest import build_interest_index
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.population.acquainted import NOBODY_KNOWN, acquainted, telling
from services.matching.recommend.population.topic_index import (
    Background,
    TopicIndex,
    background_of,
    index_topics,
    topic_rows,
)

NUMBERS = load_parameters().interest
NOBODY = Background(0, {})
TOPICS = ("a.one", "a.two", "b.one", "b.two", "~own")
interests = st.dictionaries(st.sampled_from(TOPICS), st.floats(0.01, 1.0))
populations = st.lists(interests, min_size=2, max_size=15)


def indexed(people: Sequence[Mapping[str, float]], known: Background = NOBODY) -> TopicIndex:
    return index_topics(people, background_of(people, known, NUMBERS), NUMBERS)


def scalar(mine: dict[str, float], theirs: dict[str, float], index: TopicIndex) -> float:
    """The formula as it is written, topic by topic."""

    def saturated(own: dict[str, float], topic: str) -> float:
        return log1p(own[topic] * len(own) / sum(own.values()))

    shared = mine.keys() & theirs.keys()
    likenesses = (
        index.weight(topic) ** NUMBERS.rarity_power * saturated(mine, topic) * saturated(theirs, topic)
        for topic in shared
    )
    return float(sum(likenesses))


def likenesses(people: Sequence[Mapping[str, float]], known: Background = NOBODY) -> Floats:
    index = indexed(people, known)
    rows = topic_rows(people, {topic: i for i, topic in enumerate(index.rows)}, index.telling)
    return np.asarray((rows @ rows.T).toarray())


@settings(deadline=None, max_examples=50)
@given(populations)
def test_likeness_of_topics_is_the_formula_pair_by_pair(people: list[dict[str, float]]) -> None:
    index = indexed(people)
    expected = [[scalar(one, other, index) for other in people] for one in people]
    assert np.allclose(likenesses(people), expected)


@settings(deadline=None, max_examples=50)
@given(populations, st.integers(0, 2**32 - 1))
def test_the_order_of_people_and_topics_changes_nothing(people: list[dict[str, float]], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(people))
    turned = [dict(reversed(people[i].items())) for i in order]
    before, after = (likenesses(them) for them in (people, turned))
    assert np.allclose(before[np.ix_(order, order)], after)


@settings(deadline=None, max_examples=50)
@given(populations)
def test_a_rare_topic_more_in_common_brings_two_people_nearer(people: list[dict[str, float]]) -> None:
    before = {**people[0], "~mine": 1.0}, {**people[1], "~theirs": 1.0}
    after = {**people[0], "~rare": 1.0}, {**people[1], "~rare": 1.0}

    def likeness(pair: tuple[dict[str, float], dict[str, float]]) -> float:
        return float(likenesses([*people, *pair])[-2, -1])

    assert likeness(after) > likeness(before)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(TOPICS), min_size=1), st.floats(0.1, 1.0))
def test_saying_a_thing_twice_changes_nothing(topics: list[str], weight: float) -> None:
    said = [TopicEvidence(topic, weight, "interests[0]", "interests", topic) for topic in topics]
    assert strengths(said) == strengths([*said, *said])


def test_a_topic_counts_half_for_its_area() -> None:
    said = [
        TopicEvidence("a.one", 1.0, "interests[0]", "interests", "One"),
        TopicEvidence("a.two", 0.3, "bio", "bio", "Two"),
        TopicEvidence("~own", 0.6, "skills[0]", "skills", "Own"),
    ]
    assert strengths(said) == {"a.one": 1.0, "a.two": 0.3, "a": 0.5, "~own": 0.6}


def test_what_all_have_weighs_least_and_what_nobody_has_most() -> None:
    index = indexed([{"~all": 1.0}] * 40, NOBODY)
    assert (index.weight("~all"), index.weight("~none")) == (NUMBERS.least_weight, 1.0)


def test_a_small_roster_takes_rarity_from_everyone_known() -> None:
    known = Background(population=1000, counts={"~all": 900})
    small = indexed([{"~all": 1.0}, {}], known)
    assert (small.population, small.counts) == (1000, {"~all": 900})
    large = indexed([{"~all": 1.0}] * 10, known)
    assert (large.population, dict(large.counts)) == (10, {"~all": 10})


def test_without_ties_a_topic_tells_what_its_rarity_does() -> None:
    for rarity in (0.02, 0.3, 1.0):
        assert np.isclose(telling("~it", rarity, NOBODY_KNOWN, NUMBERS), rarity**NUMBERS.rarity_power)


def test_what_the_acquainted_share_oftener_than_by_chance_tells_more() -> None:
    """Of 1,000 people 100 have each topic, so that of 500 pairs 5 share it by chance."""
    known = acquainted(500, {"~dear": 60, "~usual": 5}, 1000, {"~dear": 100, "~usual": 100, "~none": 100})
    prior = exp(8 * 0.3**3)
    expected = [max(0.0, log((shared + prior) / (5 + 1)) / 8) for shared in (60, 5, 0)]
    told = [telling(topic, 0.3, known, NUMBERS) for topic in ("~dear", "~usual", "~none")]
    assert np.allclose(told, expected)
    assert told[0] > 0.3**3 > told[1] > told[2] == 0


def test_two_who_share_what_the_acquainted_share_are_nearer() -> None:
    people = [{"~dear": 1.0}, {"~dear": 1.0}, {"~usual": 1.0}, {"~usual": 1.0}, *[{}] * 20]
    known = Background(0, {}, acquainted(500, {"~dear": 50}, 1000, {"~dear": 100, "~usual": 100}))
    before, after = likenesses(people), likenesses(people, known)
    assert before[0, 1] == before[2, 3] > 0
    assert after[0, 1] > after[2, 3]


def test_who_only_names_things_stands_out_as_far_as_who_writes() -> None:
    """Of what few tell less is alike: without a spread of their own no pair of these would come first."""
    chance = np.random.default_rng(1)
    tells = np.repeat([1, 0], 60)
    texts = chance.standard_normal((120, 40)).astype(np.float32)
    texts[tells == 0, 4:] = 0
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    sums = build_interest_index({"meaning": texts}, tells, NUMBERS).sums(np.arange(120))
    spreads = [sums[tells == one][:, tells == other].std() for one in (0, 1) for other in (0, 1)]
    assert np.allclose(spreads, 1.0, atol=0.3), spreads


def test_among_people_of_one_kind_every_pair_has_the_spread_of_all() -> None:
    texts = np.random.default_rng(2).standard_normal((50, 8)).astype(np.float32)
    wrote, named = (build_interest_index({"meaning": texts}, np.full(50, tells), NUMBERS) for tells in (1, 0))
    assert (wrote.units == wrote.units[1, 0])[1].all()
    assert np.array_equal(wrote.sums(np.arange(50)), named.sums(np.arange(50)))
