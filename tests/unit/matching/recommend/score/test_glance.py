"""A first look at everybody, from sketches: about what the score says, and nothing where it says nothing."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.people.person import Person
from services.matching.recommend.candidates.crowd import Crowd, Measures, crowd_of, measures_of, without
from services.matching.recommend.candidates.roster import NOWHERE, Members, Roster, build_roster
from services.matching.recommend.candidates.sketch import sketch_of
from services.matching.recommend.population.topic_index import Background
from services.matching.recommend.score.glance import asking_of, glance, likeliest
from services.matching.recommend.score.score import chances
from shared.contracts.people import AttendanceStatus
from tests.support.people import NOW, PARAMETERS, WORDS, person

_KINDS = ("mentor", "mentee", "hire", "job", "teach", "learn")
_TOPICS = ("Kubernetes", "Python", "Baking", "Databases", "Nutrition")
_THINGS = ("pipelines", "ovens", "clusters", "queries", "sourdough", "types", "menus")
PEOPLE = tuple(
    person(
        f"p{i}",
        bio=f"I care for {_TOPICS[i % 5]}, {_THINGS[i % 7]} and {_THINGS[i * i % 7]} in town {i % 9}"
        if i % 4
        else None,
        interests=[_TOPICS[i % 5], _TOPICS[(i + 2) % 5]],
        skills=[_TOPICS[i * 3 % 5]] if i % 2 else [],
        needs=[{"kind": _KINDS[i % 6], "text": f"Somebody who knows {_TOPICS[i % 3]} and {_THINGS[i % 4]}"}],
        offers=[{"kind": _KINDS[(i * 5 + 1) % 6], "text": f"Help with {_TOPICS[i % 4]} or {_THINGS[i % 3]}"}],
        languages=[{"tag": "en", "level": "C1"}],
        place={"city": f"Town {i % 3}", "country": "PT"},
    )
    for i in range(60)
)


def built(people: Sequence[Person]) -> Roster:
    going = tuple(AttendanceStatus.GOING for _ in people)
    members = Members(NOWHERE, tuple(people), going)
    return build_roster(members, NOW, WORDS.labels, Background(0, {}), PARAMETERS)


ROSTER = built(PEOPLE)
BY: Measures = measures_of(ROSTER.fitted, WORDS.labels, PARAMETERS)


def crowd(*people: Person, until: float = 1.0) -> Crowd:
    sketches = [sketch_of(one, PARAMETERS.asks, PARAMETERS.context) for one in people]
    return crowd_of([one.id for one in people], [until] * len(people), sketches, BY)


def looked_at(me: Person, them: Crowd) -> np.ndarray:
    return glance(asking_of(crowd(me), BY, PARAMETERS, 0.0), them)


def test_a_first_look_holds_those_whom_the_score_puts_first() -> None:
    exact = chances(np.arange(len(PEOPLE)), ROSTER, PARAMETERS)
    everybody, held = crowd(*PEOPLE), []
    for i, me in enumerate(PEOPLE):
        exact[i, i] = 0
        found = looked_at(me, everybody)
        found[i] = 0
        held.append(len({*np.argsort(-exact[i])[:5]} & {*np.argsort(-found)[:15]}) / 5)
    assert np.mean(held) > 0.95


def test_the_likeliest_of_many_crowds_are_those_of_one() -> None:
    asking = asking_of(crowd(PEOPLE[0]), BY, PARAMETERS, 0.0)
    whole = set(likeliest(asking, [crowd(*PEOPLE)], 10))
    parts = likeliest(asking, [crowd(*PEOPLE[:7]), crowd(*PEOPLE[7:8]), crowd(*PEOPLE[8:])], 10)
    assert (set(parts), len(parts)) == (whole, 10)
    assert likeliest(asking, [], 10) == []


@given(st.frozensets(st.integers(0, 11)))
def test_a_crowd_without_some_is_one_in_which_they_never_were(gone: frozenset[int]) -> None:
    some = PEOPLE[:12]
    found = without(crowd(*some), [some[i].id for i in gone] + ["nobody"])
    never = crowd(*(one for i, one in enumerate(some) if i not in gone))
    for it in fields(Crowd):
        left, right = (getattr(one, it.name) for one in (found, never))
        left, right = (one.toarray() if it.name == "words" else one for one in (left, right))
        assert left.tolist() == right.tolist()
        assert left.dtype.kind == right.dtype.kind


@pytest.mark.parametrize(
    ("mine", "theirs", "others"),
    [
        ({"bio": "I need someone who knows Kubernetes."}, {"skills": ["k8s"]}, {"skills": ["Baking"]}),
        ({"skills": ["k8s"]}, {"bio": "I need someone who knows Kubernetes."}, {"bio": "I need a rest."}),
        (
            {"needs": [{"kind": "mentor", "text": "Somebody patient"}]},
            {"offers": [{"kind": "mentee", "text": "Somebody patient, too"}]},
            {"offers": [{"kind": "sell", "text": "Somebody patient, too"}]},
        ),
    ],
    ids=["a need in running text", "a skill", "kinds that answer one another"],
)
def test_who_answers_what_is_sought_comes_first(
    mine: dict[str, object], theirs: dict[str, object], others: dict[str, object]
) -> None:
    found = looked_at(person("me", **mine), crowd(person("them", **theirs), person("other", **others)))
    assert found[0] > 1.05 * found[1]


def test_whom_one_cannot_talk_to_or_meet_any_more_is_not_found() -> None:
    me = person("me", languages=[{"tag": "en", "level": "C1"}])
    dumb = person("dumb", languages=[{"tag": "pt", "level": "C1"}, {"tag": "en", "level": "A1"}])
    silent = person("silent")
    assert looked_at(me, crowd(dumb))[0] == 0
    assert looked_at(me, crowd(silent))[0] > 0
    assert looked_at(me, crowd(silent, until=0.0))[0] == 0


def test_what_is_hidden_moves_no_first_look() -> None:
    said = {
        "bio": "I run clusters", "headline": "Ovens", "skills": ["k8s"],
        "needs": [{"kind": "hire", "text": "Python"}], "offers": [{"kind": "teach", "text": "Baking"}],
        "place": {"city": "Porto", "country": "PT"}, "languages": [{"tag": "pt", "level": "C1"}],
    }  # fmt: skip
    hidden = person("ana", **said, visibility=dict.fromkeys(said, "hidden"))
    assert sketch_of(hidden, PARAMETERS.asks, PARAMETERS.context) == sketch_of(
        person("ana"), PARAMETERS.asks, PARAMETERS.context
    )


def test_however_much_somebody_writes_their_sketch_is_bounded() -> None:
    bio = "\n".join(" ".join(f"word{i}x{j}" for j in range(30)) for i in range(60))
    sketch = sketch_of(person("ana", bio=bio[:4000]), PARAMETERS.asks, PARAMETERS.context)
    assert len(sketch) < 4000
    assert len(crowd_of(["per_ana"], [1.0], [sketch], BY).ids) == 1


def test_sketches_of_another_layout_are_left_out() -> None:
    sketch = sketch_of(PEOPLE[0], PARAMETERS.asks, PARAMETERS.context)
    there = crowd_of(["a", "b", "c"], [1.0, 2.0, 3.0], [b"\x00" + sketch[1:], sketch, b""], BY)
    assert (there.ids.tolist(), there.until.tolist()) == ([b"b"], [2.0])
