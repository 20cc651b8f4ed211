import numpy as np
import pytest

from services.matching.recommend.features.ask_index import lin
from services.matching.recommend.features.offers import value
from services.matching.recommend.population.topic_index import Background, background_of, index_topics
from tests.support.people import PARAMETERS, person, roster

FIRST = np.array([0])


def worth(need: str, offer: str) -> float:
    """What a person with the offer can do for one with the need, in equal words on one topic."""
    ana = person("ana", needs=[{"kind": need, "text": "all about Kubernetes", "urgency": "high"}])
    ben = person("ben", offers=[{"kind": offer, "text": "all about Kubernetes"}])
    here = roster(ana, ben)
    return float(value(FIRST, 2, here.asks, PARAMETERS.asks).there[0, 1])


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("job", "hire"), ("mentee", "mentor"), ("raise", "invest"), ("buy", "sell"),
        ("cofounder", "cofounder"), ("organiser", "speaker"), ("feedback", "feedback"), ("learn", "teach"),
        ("advice", "advice"), ("collaborate", "collaborate"),
    ],
)  # fmt: skip
def test_what_is_looked_for_meets_what_is_given(need: str, offer: str) -> None:
    assert worth(need, offer) == 1.0


@pytest.mark.parametrize("side", ["hire", "raise", "invest", "buy", "sell", "learn", "mentee"])
def test_two_on_the_same_side_have_nothing_for_one_another(side: str) -> None:
    assert worth(side, side) == 0.0


def test_who_offers_a_job_rather_has_one_to_give_than_looks_for_one() -> None:
    assert [worth("hire", "job"), worth("job", "job")] == pytest.approx([0.4, 0.9])


def test_money_and_co_founders_are_worth_something_whatever_the_words_and_nothing_else_is() -> None:
    def found(need: str, offer: str) -> float:
        ana = person("ana", needs=[{"kind": need, "text": "a seed round", "urgency": "high"}])
        ben = person("ben", offers=[{"kind": offer, "text": "robots"}])
        return float(value(FIRST, 2, roster(ana, ben).asks, PARAMETERS.asks).there[0, 1])

    assert found("raise", "invest") == found("invest", "raise") == pytest.approx(PARAMETERS.asks.by_kind)
    assert found("cofounder", "cofounder") == pytest.approx(PARAMETERS.asks.by_kind)
    assert found("learn", "teach") < 0.1


def test_every_pair_on_the_same_side_is_worth_less_than_the_best_answer() -> None:
    table = PARAMETERS.asks.met_by
    assert [kind for kind, met in table.items() if kind in met and met[kind] > max(met.values())] == []


def test_two_needs_can_answer_one_another_at_a_discount() -> None:
    ana = person("ana", needs=[{"kind": "hire", "text": "a Python developer"}])
    ben = person("ben", needs=[{"kind": "job", "text": "a job in Python", "urgency": "high"}])
    here = roster(ana, ben)
    found = value(FIRST, 2, here.asks, PARAMETERS.asks)
    assert np.allclose([found.there[0, 1], found.back[0, 1]], [0.75 * 0.8, 1.0 * 0.8])


def test_two_who_look_for_company_name_others_and_answer_one_another_by_half() -> None:
    people = [person(name, needs=[{"kind": "collaborate", "text": "Baking"}]) for name in ("ana", "ben")]
    found = value(FIRST, 2, roster(*people).asks, PARAMETERS.asks)
    assert np.allclose([found.there[0, 1], found.back[0, 1]], 0.75 * 0.8 * 0.5)


def test_several_needs_add_up_as_chances_do() -> None:
    ana = person("ana", needs=[{"kind": "learn", "text": "Python"}, {"kind": "buy", "text": "Kubernetes"}])
    ben = person("ben", offers=[{"kind": "teach", "text": "Python"}, {"kind": "sell", "text": "Kubernetes"}])
    here = roster(ana, ben)
    assert value(FIRST, 2, here.asks, PARAMETERS.asks).there[0, 1] == pytest.approx(1 - 0.25 * 0.25)


def test_of_one_topic_asks_answer_the_rarer_it_is_and_of_one_area_by_half_of_how_rare_that_is() -> None:
    known = Background(0, {})
    people = [
        {"a.one": 1.0, "a": 0.5},
        {"a.two": 1.0, "a": 0.5},
        *({"b.one": 1.0, "b": 0.5} for _ in range(8)),
    ]
    index = index_topics(people, background_of(people, known, PARAMETERS.interest), PARAMETERS.interest)
    one, two = index.information("a.one"), index.information("a.two")
    near, near_area = (index.information("a") / (one + other) for other in (two, index.information("a")))
    area, common = ((index.information(it) / one) ** 0.4 for it in ("a", "b.one"))
    expected = [
        [1.0, near, 0.0, near_area],
        [near, 1.0, 0.0, near_area],
        [0.0, 0.0, common, 0.0],
        [near_area, near_area, 0.0, area],
    ]
    assert np.allclose(lin(["a.one", "a.two", "b.one", "a"], index, 0.4), expected)
    assert common < 0.5 < area < 1
