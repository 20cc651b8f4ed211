"""What to ask first: what they want before what connects two, and that before the rest."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from services.matching.people.person import TopicEvidence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.views import questions_of
from services.matching.recommend.explain.opener import opener
from shared.contracts.people import Reason
from tests.support.people import person, roster

NEED, OFFER, HEADLINE, TOPIC = "a need?", "an offer?", "a headline?", "a topic?"
ALL = {"needs[0]": NEED, "offers[0]": OFFER, "interests[0]": TOPIC, "headline": HEADLINE}


def reason(path: str) -> Reason:
    return Reason(kind="shared_topic", text="…", evidence=("me.interests[0]", f"them.{path}"))


@pytest.mark.parametrize(
    ("shown", "because", "question"),
    [
        (ALL, "offers[0]", OFFER),
        (ALL, "interests[0]", NEED),
        ({"interests[0]": TOPIC, "headline": HEADLINE}, "interests[0]", TOPIC),
        ({"interests[0]": TOPIC, "headline": HEADLINE}, "place", HEADLINE),
        ({"interests[0]": "another?", "interests[1]": TOPIC}, "interests[1]", TOPIC),
        ({"interests[0]": TOPIC}, "place", TOPIC),
        ({}, "place", None),
    ],
)
def test_what_they_want_comes_first_then_what_connects(
    shown: dict[str, str], because: str, question: str | None
) -> None:
    assert question == opener(questions_of(shown), [reason(because)])


def test_a_topic_is_asked_about_beside_the_headline_unless_that_names_it() -> None:
    asks = [phrases.ask_topic("Soil", said) for said in ("“Seed saver”", "“Soil scientist”", None)]
    assert [
        "Your profile says “Seed saver”: where does Soil come into it?",
        "What keeps you busy in Soil at the moment?",
        "What keeps you busy in Soil at the moment?",
    ] == asks


def test_a_headline_that_names_a_topic_in_other_words_is_not_asked_for_it() -> None:
    ann = person("ann", headline="Bread maker", interests=["Baking", "Python"])
    said = TopicEvidence("food.baking", 0.5, "headline", "headline", "Baking", named=True)
    traits = replace(ann.traits, topics=(*ann.traits.topics, said))
    baker = roster(replace(ann, traits=traits)).view(0)
    assert {
        "interests[0]": "What keeps you busy in Baking at the moment?",
        "interests[1]": "Your profile says “Bread maker”: where does Python come into it?",
    } == {
        path.removeprefix("them."): text
        for path, text in baker.questions.named.items()
        if path != "them.headline"
    }


@pytest.mark.parametrize("ask", [phrases.ask_need, phrases.ask_offer, phrases.ask_headline])
def test_people_of_a_list_are_not_all_asked_alike(ask: Callable[[str], str]) -> None:
    texts = [f"“{number} ewes”" for number in range(30)]
    assert 3 == len({ask(text).partition(": ")[2] for text in texts})
    assert [ask(text) for text in texts] == [ask(text) for text in texts]
