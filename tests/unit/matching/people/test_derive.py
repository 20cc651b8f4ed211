from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.derive import derive, split_sentences
from services.matching.people.person import Sentence, TopicEvidence
from services.matching.recommend.score.best import known_chances
from shared.contracts.people import Profile
from shared.topics import TopicScore
from tests.support.people import PARAMETERS, WORDS, WordEmbedder, person, roster

ANA: dict[str, Any] = {
    "headline": "Python developer",
    "bio": "I bake bread. I teach Nutrition!",
    "interests": ["k8s", "Sourdough"],
    "skills": ["software.databases"],
    "needs": [{"kind": "mentor", "text": "a mentor for Baking"}],
    "offers": [{"kind": "teach", "text": "evenings on Python"}],
}


def test_topics_come_with_where_they_were_said_and_how_firmly() -> None:
    expected = (
        TopicEvidence("software.kubernetes", 1.0, "interests[0]", "interests", "Kubernetes"),
        TopicEvidence("~sourdough", 1.0, "interests[1]", "interests", "Sourdough"),
        TopicEvidence("software.databases", 0.6, "skills[0]", "skills", "Databases"),
        TopicEvidence("software.python", 0.3, "headline", "headline", "Python"),
        TopicEvidence("food.nutrition", 0.3, "bio", "bio", "Nutrition"),
    )
    assert expected == person("ana", **ANA).traits.topics


def test_sentences_are_the_persons_own_words() -> None:
    traits = person("ana", **ANA).traits
    expected = (
        Sentence("needs[0]", "needs", "a mentor for Baking", ("food.baking",)),
        Sentence("offers[0]", "offers", "evenings on Python", ("software.python",)),
        Sentence("skills[0]", "skills", "Databases"),
        Sentence("interests[0]", "interests", "Kubernetes"),
        Sentence("interests[1]", "interests", "Sourdough"),
        Sentence("headline", "headline", "Python developer"),
        Sentence("bio", "bio", "I bake bread."),
        Sentence("bio", "bio", "I teach Nutrition!"),
    )
    assert expected == traits.sentences
    assert traits.vectors.shape == (8, 256)


def test_saying_a_thing_twice_in_a_field_changes_nothing() -> None:
    twice = {
        "interests": [*ANA["interests"], "kubernetes", " sourdough"],
        "skills": ["software.databases", "Databases"],
        "needs": [*ANA["needs"], {"kind": "mentor", "text": "A mentor  for baking"}],
        "bio": f"{ANA['bio']} I bake bread.",
    }
    once, found = person("ana", **ANA).traits, person("ana", **{**ANA, **twice}).traits
    assert found.sentences == once.sentences
    assert (found.vectors == once.vectors).all()
    other = [{"kind": kind, "text": "a mentor for Baking"} for kind in ("mentor", "hire")]
    assert [it.path for it in person("ana", needs=other).traits.sentences] == ["needs[0]", "needs[1]"]
    crowd = [person(f"c{i}", interests=[("k8s", "baking", "postgres")[i % 3], "rust"]) for i in range(12)]
    scores = [
        known_chances(np.array([0]), roster(person("ana", **said), *crowd), PARAMETERS)
        for said in (ANA, {**ANA, **twice})
    ]
    assert (scores[0] == scores[1]).all()


def test_markup_that_a_bio_brings_along_is_nobodys_words() -> None:
    marked = "<p class='x'>I <b>bake</b> bread.</p>\n<ul><li>I teach&nbsp;Nutrition!</li></ul><!-- Python -->"
    plain, found = person("ana", **ANA).traits, person("ana", **{**ANA, "bio": marked}).traits
    assert [(it.path, it.text.replace("\xa0", " ")) for it in found.sentences] == [
        (it.path, it.text) for it in plain.sentences
    ]
    assert found.topics == plain.topics
    assert split_sentences("R&amp;D where a < b & c > d") == ("R&D where a < b & c > d",)


@settings(deadline=None, max_examples=50)
@given(st.sets(st.sampled_from(sorted(ANA))))
def test_a_hidden_field_leaves_no_trace_and_a_match_only_one_does(hidden: set[str]) -> None:
    whole = person("ana", **ANA, visibility=dict.fromkeys(hidden, "match_only")).traits
    traits = person("ana", **ANA, visibility=dict.fromkeys(hidden, "hidden")).traits
    assert traits.topics == tuple(topic for topic in whole.topics if topic.field not in hidden)
    assert traits.sentences == tuple(item for item in whole.sentences if item.field not in hidden)


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_splitting_bounds_every_sentence(text: str) -> None:
    assert all(1 < len(sentence) <= 300 for sentence in split_sentences(text))


class OfTitles:
    """Finds the topic of whatever is called by a title."""

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        del text, hints
        return (TopicScore("food.baking", 0.9, title),) if title else ()


def test_a_sentence_alone_is_read_as_a_headline_and_a_long_text_as_a_text() -> None:
    def topics(bio: str) -> list[tuple[str, str]]:
        profile = Profile(display_name="Ana", bio=bio)
        found = derive(profile, WORDS, OfTitles(), WordEmbedder()).topics
        return [(item.topic, item.judged_by) for item in found]

    sentence = "I run the ovens of a village and would like to hear who else does."
    assert topics(sentence) == [("food.baking", "bio")], "judged by the words: they do not name it"
    assert topics("I live for baking.") == [("food.baking", "")]
    assert topics(sentence * 3) == []


def test_a_field_is_read_where_no_topic_is_and_nothing_that_one_word_is_only_like() -> None:
    assert [it.topic for it in person("ann", headline="I study food").traits.topics] == ["food"]
    assert person("bob", headline="Nutrition").traits.topics == ()


@pytest.mark.parametrize(
    ("text", "area"),
    [("I make software.", "software"), ("Food!", "food"), ("Softwares", None), ("Head cook", "food")],
)
def test_a_field_is_named_by_a_word_whatever_stands_beside_it(text: str, area: str | None) -> None:
    assert WORDS.field_in(text) == area
    [asked] = person("ann", needs=[{"kind": "hire", "text": text}]).traits.sentences
    assert asked.topics == ((area,) if area else ())
