"""Words by which those are found among everybody whose needs and offers answer one another."""

from itertools import product

import numpy as np
import pytest

from services.matching.recommend.candidates.sought import Sought, asks_of, sought
from services.matching.recommend.features.offers import value
from tests.support.people import PARAMETERS, person, roster

KINDS = ("mentor", "mentee", "hire", "job", "learn", "teach", "speaker", "organiser", "advice")


def test_an_ask_is_a_word_and_one_for_each_topic_and_area() -> None:
    ben = person("ben", offers=[{"kind": "teach", "text": "Kubernetes"}])
    assert asks_of(ben, PARAMETERS.asks) == (
        "offer:teach",
        "offer:teach:software",
        "offer:teach:software.kubernetes",
    )


def test_a_need_looks_for_offers_and_for_needs_that_imply_them() -> None:
    ana = person("ana", needs=[{"kind": "learn", "text": "Kubernetes"}])
    answers, answered = sought(ana, PARAMETERS.asks)
    kinds = ("need:teach", "offer:advice", "offer:mentor", "offer:said", "offer:teach")
    assert answers == Sought(
        kinds=kinds,
        areas=tuple(f"{it}:software" for it in kinds),
        topics=tuple(f"{it}:software.kubernetes" for it in kinds),
    )
    assert answered.kinds == ("need:teach",)


def test_an_ask_of_no_topic_goes_with_any() -> None:
    answers, _ = sought(person("ana", needs=[{"kind": "hire", "text": "Somebody good"}]), PARAMETERS.asks)
    kinds = ("need:job", "offer:job", "offer:said")
    assert answers == Sought(kinds=kinds, areas=kinds, topics=())


def test_a_skill_is_found_by_what_it_is_of_and_looks_for_needs_that_what_is_said_meets() -> None:
    ben = person("ben", skills=["k8s"], bio="I run clusters.")
    assert asks_of(ben, PARAMETERS.asks) == ("offer:said:software", "offer:said:software.kubernetes")
    answers, answered = sought(ben, PARAMETERS.asks)
    assert answers == Sought(kinds=(), areas=(), topics=())
    assert answered == Sought(kinds=(), areas=("open:software",), topics=("open:software.kubernetes",))


@pytest.mark.parametrize("kind", KINDS)
def test_a_skill_finds_the_needs_that_it_meets_by_one_word_whatever_their_kind(kind: str) -> None:
    ben = person("ben", skills=["k8s"])
    them = person("ana", needs=[{"kind": kind, "text": "Kubernetes"}])
    met = value(np.array([0]), 2, roster(ben, them).asks, PARAMETERS.asks).back[0, 1]
    assert (met > 0) == bool(
        set(sought(ben, PARAMETERS.asks)[1].topics) & set(asks_of(them, PARAMETERS.asks))
    )


def test_a_need_told_in_running_text_is_found_and_finds_as_a_typed_one() -> None:
    ana = person("ana", bio="I need someone who knows Kubernetes.")
    assert asks_of(ana, PARAMETERS.asks) == (
        "need:said",
        "need:said:software",
        "need:said:software.kubernetes",
        "open:software",
        "open:software.kubernetes",
    )
    answers, _ = sought(ana, PARAMETERS.asks)
    assert {"offer:said:software.kubernetes", "offer:teach:software.kubernetes"} <= set(answers.topics)
    assert not set(answers.kinds) & set(asks_of(person("ben", skills=["k8s"]), PARAMETERS.asks))


@pytest.mark.parametrize(("need", "other"), list(product(KINDS, KINDS)))
def test_whoever_can_do_something_for_me_or_i_for_them_has_a_word_i_look_for(need: str, other: str) -> None:
    me = person("ana", needs=[{"kind": need, "text": "Kubernetes"}])
    for field in ("needs", "offers"):
        them = person("ben", **{field: [{"kind": other, "text": "Kubernetes"}]})
        found = value(np.array([0]), 2, roster(me, them).asks, PARAMETERS.asks)
        answers, answered = sought(me, PARAMETERS.asks)
        assert (found.there[0, 1] > 0) == bool(set(answers.kinds) & set(asks_of(them, PARAMETERS.asks)))
        assert (found.back[0, 1] > 0) == bool(set(answered.kinds) & set(asks_of(them, PARAMETERS.asks)))
