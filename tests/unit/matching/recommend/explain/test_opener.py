"""What to ask first: what they want before what connects two, and that before the rest."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from services.matching.people.person import TopicEvidence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.views import questions_of
from services.matching.recommend.explain.why import opener
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
    headlines = ("“Seed saver”", "“Soil scientist”", None)
    asks = [phrases.ask_topic("Soil", said, "interests", "per_1") for said in headlines]
    assert [
        "I read “Seed saver” on your profile. Where does Soil come into it?",
        "I saw Soil among your interests. What is still open for you there?",
        "I saw Soil among your interests. What is still open for you there?",
    ] == asks


def test_a_headline_that_names_a_topic_in_other_words_is_not_asked_for_it() -> None:
    ann = person("ann", headline="Bread maker", interests=["Baking", "Python"])
    said = TopicEvidence("food.baking", 0.5, "headline", "headline", "Baking", named=True)
    traits = replace(ann.traits, topics=(*ann.traits.topics, said))
    baker = roster(replace(ann, traits=traits)).view(0)
    assert baker.questions.named["them.headline"].endswith("What does a good week look like?")
    plain = roster(person("ann", headline="Here with my wife")).view(0)
    assert plain.questions.first == "I read “Here with my wife” on your profile. Would you tell me more?"
    assert {
        "interests[0]": "I saw Baking among your interests. What is still open for you there?",
        "interests[1]": "I read “Bread maker” on your profile. Where does Python come into it?",
    } == {
        path.removeprefix("them."): text
        for path, text in baker.questions.named.items()
        if path != "them.headline"
    }


@pytest.mark.parametrize(
    ("ask", "ways"),
    [
        (phrases.ask_need, 3),
        (phrases.ask_offer, 3),
        (phrases.ask_headline, 3),
        (lambda text, who: phrases.ask_topic(text, None, "interests", who), 4),
    ],
)
def test_people_of_a_list_are_not_all_asked_alike_though_they_say_the_same(
    ask: Callable[[str, str], str], ways: int
) -> None:
    people = [f"per_{number}" for number in range(30)]
    assert ways == len({ask("“30 ewes”", one).partition(". ")[2] for one in people})
    assert [ask("“30 ewes”", one) for one in people] == [ask("“30 ewes”", one) for one in people]


def test_everything_that_somebody_names_can_be_asked_about_by_its_own_name() -> None:
    ben = person("ben", interests=["Nutrition", "k8s", "Container orchestration", "Rye"])
    asked = roster(ben).view(0).questions.named
    assert {path: text.partition(" among")[0] for path, text in asked.items()} == {
        "them.interests[0]": "I saw Nutrition",
        "them.interests[1]": "I saw Kubernetes",
        "them.interests[2]": "I saw Container orchestration",
        "them.interests[3]": "I saw Rye",
    }


def test_of_whom_writes_a_bio_and_nothing_else_that_shows_it_is_asked_about() -> None:
    need, hidden = [{"kind": "learn", "text": "knots"}], {"needs": "match_only"}
    people = [
        person("ann", bio="I mend lace. For fun.", needs=need, visibility=hidden),
        person("bob", needs=need, visibility=hidden), person("cy"),
    ]  # fmt: skip
    first, *others = [roster(one).view(0).questions.first for one in people]
    assert (first or "").startswith("I read “I mend lace” on your profile. ")
    assert others == [None, None]
