"""What people need and can do by their own words, without a typed need or offer."""

import numpy as np
import pytest

from services.matching.people.person import Person
from services.matching.people.seeking import states_need
from services.matching.recommend.features.offers import value
from tests.support.people import PARAMETERS, person, roster
from tests.unit.matching.recommend.test_faithful import drafts

NEED = "I need someone who can help with postgres replication."
CROWD = [person(f"c{i}", skills=["Python"], bio="I bake sourdough on mondays.") for i in range(12)]


@pytest.mark.parametrize(
    "text",
    [
        NEED, "I’m looking for a designer.", "Looking for a cofounder in Porto", "We are seeking volunteers.",
        "I want to learn Rust.", "I could use advice on pensions.", "Also looking for a mentor.",
        "I need a bookkeeper.", "Need help with taxes",
        "Ich suche Häuser, die das schon tun.", "Wir brauchen Freiwillige", "Suche Mitgründer",
        "Je cherche un associé.", "À la recherche d’un poste", "Busco mi primera oportunidad.",
        "Procuro emprego", "Cerco un socio", "Ik zoek een medeoprichter", "Op zoek naar een baan",
    ],
)  # fmt: skip
def test_a_sentence_that_says_what_one_looks_for_is_a_need(text: str) -> None:
    assert states_need(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't need anything.", "I help people who need someone to talk to.", "We need to talk about bias.",
        "I run Postgres clusters.", "I am looking forward to Porto.", "Cities need a new plan.", "",
        "Ich suche nicht.", "Je cherche à comprendre.", "Cerco di capire.", "Wer sucht, der findet.",
        "Recherche clinique",
    ],
)  # fmt: skip
def test_other_sentences_are_not(text: str) -> None:
    assert not states_need(text)


def worth(me: Person, them: Person) -> tuple[float, float]:
    found = value(np.array([0]), 2 + len(CROWD), roster(me, them, *CROWD).asks, PARAMETERS.asks)
    return float(found.there[0, 1]), float(found.back[0, 1])


@pytest.mark.parametrize(
    "given",
    [
        {"skills": ["postgres replication"]},
        {"bio": "I keep postgres replication alive."},
        {"headline": "Help with postgres replication"},
        {"offers": [{"kind": "advice", "text": "postgres replication"}]},
    ],
)
def test_a_need_in_running_text_meets_who_can_help_and_nobody_else(given: dict[str, object]) -> None:
    ana, ben, cy = person("ana", bio=NEED), person("ben", **given), person("cy", skills=["weaving"])
    met, back = worth(ana, ben)
    assert met > worth(ana, cy)[0]
    assert (met, back) == pytest.approx(worth(ben, ana)[::-1])
    assert back == 0.0


def test_a_typed_need_meets_a_skill() -> None:
    ana = person("ana", needs=[{"kind": "hire", "text": "Kubernetes"}])
    assert worth(ana, person("ben", skills=["k8s"]))[0] > worth(ana, person("ben", skills=["bread"]))[0]


def test_who_sells_does_not_meet_what_is_needed_in_running_text() -> None:
    ana = person("ana", bio=NEED)
    assert worth(ana, person("ben", offers=[{"kind": "sell", "text": "postgres replication"}])) == (0.0, 0.0)


def test_a_skill_that_many_have_meets_a_need_less_than_a_rare_one() -> None:
    ana = person("ana", bio="I need help with Python.", needs=[{"kind": "hire", "text": "Kubernetes"}])
    rare, usual = (worth(ana, person("ben", skills=[skill]))[0] for skill in ("k8s", "Python"))
    assert rare > usual > 0


def test_words_said_without_a_kind_must_be_far_more_alike_than_typed_ones_to_count() -> None:
    near = "help with postgres backups"
    ana = person("ana", needs=[{"kind": "learn", "text": near}])
    said, typed = (
        worth(ana, person("ben", **given))[0]
        for given in (
            {"bio": f"{near}, and sails"},
            {"offers": [{"kind": "teach", "text": f"{near}, and sails"}]},
        )
    )
    same = worth(ana, person("ben", bio=near))[0]
    assert 0 < 4 * said < typed
    assert said < same / 4


def test_two_skills_answer_no_need() -> None:
    assert worth(person("ana", skills=["k8s"]), person("ben", skills=["k8s"])) == (0.0, 0.0)


def test_the_reason_names_both_fields_and_hiding_either_removes_it_and_lowers_the_score() -> None:
    need, given = "I need help with postgres replication.", {"skills": ["help with postgres replication."]}
    me = person("ana", bio=need)
    whole = drafts(me, person("ben", **given))["per_ben"]
    (reason,) = [it for it in whole.reasons if it.kind == "need_offer"]
    assert reason.evidence == ("me.bio", "them.skills[0]")
    assert reason.text == f"You write “{need[:-1]}”; they know “help with postgres replication”."
    assert drafts(me, person("ben"))["per_ben"].score < whole.score
    for level, scored in (("match_only", True), ("hidden", False)):
        unseen = drafts(me, person("ben", **given, visibility={"skills": level}))["per_ben"]
        assert "need_offer" not in {it.kind for it in unseen.reasons}
        assert (unseen.score > drafts(me, person("ben"))["per_ben"].score) == scored
