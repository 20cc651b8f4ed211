import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.interests import strengths
from services.matching.people.person import TopicEvidence
from services.matching.recommend.interest import topic_affinity
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.topic_index import Background, TopicIndex, build_topic_index

NUMBERS = load_parameters().interest
NOBODY = Background(0, {})
TOPICS = ("a.one", "a.two", "b.one", "b.two", "~own")
interests = st.dictionaries(st.sampled_from(TOPICS), st.floats(0.01, 1.0))
populations = st.lists(interests, min_size=2, max_size=15)


def scalar(mine: dict[str, float], theirs: dict[str, float], index: TopicIndex) -> float:
    """The formula as it is written, topic by topic."""
    shared = mine_only = theirs_only = 0.0
    for topic in mine.keys() | theirs.keys():
        weight, one, other = index.weight(topic), mine.get(topic, 0.0), theirs.get(topic, 0.0)
        shared += weight * min(one, other)
        mine_only += weight * max(one - other, 0.0)
        theirs_only += weight * max(other - one, 0.0)
    whole = shared + NUMBERS.mine_unmet * mine_only + NUMBERS.theirs_extra * theirs_only
    return shared / whole if whole > 0 else 0.0


@settings(deadline=None, max_examples=50)
@given(populations)
def test_affinity_of_a_whole_roster_is_the_formula_pair_by_pair(people: list[dict[str, float]]) -> None:
    index = build_topic_index(people, NOBODY, NUMBERS)
    found = topic_affinity(people[0], index, NUMBERS)
    there = [scalar(people[0], other, index) for other in people]
    back = [scalar(other, people[0], index) for other in people]
    assert found.there == pytest.approx(there, abs=1e-9)
    assert found.back == pytest.approx(back, abs=1e-9)
    assert np.all((found.there >= 0) & (found.there <= 1 + 1e-9))


@settings(deadline=None, max_examples=50)
@given(populations)
def test_a_rare_topic_more_in_common_brings_two_people_nearer(people: list[dict[str, float]]) -> None:
    before = build_topic_index(people, NOBODY, NUMBERS)
    mine, theirs = {**people[0], "~rare": 1.0}, {**people[1], "~rare": 1.0}
    after = build_topic_index([*people, mine, theirs], NOBODY, NUMBERS)
    assert scalar(mine, theirs, after) > scalar(people[0], people[1], after) - 1e-9
    assert before.weight("~rare") == 1.0


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
    index = build_topic_index([{"~all": 1.0}] * 40, NOBODY, NUMBERS)
    assert (index.weight("~all"), index.weight("~none")) == (NUMBERS.least_weight, 1.0)


def test_a_small_roster_takes_rarity_from_everyone_known() -> None:
    known = Background(population=1000, counts={"~all": 900})
    small = build_topic_index([{"~all": 1.0}, {}], known, NUMBERS)
    assert (small.population, small.counts) == (1000, {"~all": 900})
    large = build_topic_index([{"~all": 1.0}] * 10, known, NUMBERS)
    assert (large.population, dict(large.counts)) == (10, {"~all": 10})
