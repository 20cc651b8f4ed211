"""People come and go in a roster while what is fitted to it stays: the same as building it whole."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.person import Person
from services.matching.recommend.candidates.roster import (
    NOTHING,
    Former,
    Gathering,
    Members,
    Roster,
    build_roster,
)
from services.matching.recommend.population.topic_index import Background
from services.matching.recommend.score.score import chances
from shared.contracts.people import AttendanceStatus
from tests.support.people import NOW, PARAMETERS, WORDS, person

_KINDS = ("mentor", "mentee", "hire", "job", "teach", "learn")
_TOPICS = ("k8s", "python", "baking", "sales", "nursing", "solar")
PEOPLE = tuple(
    person(
        f"p{i}",
        bio=f"I care for {_TOPICS[i % 6]} and {_TOPICS[i * i % 5]}. Also for thing number {i % 4}.",
        interests=[_TOPICS[i % 6], _TOPICS[(i + 2) % 6]],
        needs=[{"kind": _KINDS[i % 6], "text": f"Somebody for {_TOPICS[i % 3]}"}],
        offers=[{"kind": _KINDS[(i * 5 + 1) % 6], "text": f"Help with {_TOPICS[i % 4]}"}],
        values=["Candour"] if i % 3 else ["Thrift"],
    )
    for i in range(24)
)


def built(people: tuple[Person, ...], former: Former = NOTHING) -> Roster:
    going = tuple(AttendanceStatus.GOING for _ in people)
    gathering = Gathering("evt_here", "Cloud Day", "Lisbon", NOW)
    members = Members(gathering, people, going)
    return build_roster(members, NOW, WORDS.labels, Background(0, {}), PARAMETERS, former)


FIRST = built(PEOPLE[:16])


def scores(roster: Roster) -> dict[tuple[str, str], float]:
    everyone = chances(np.arange(len(roster.people)), roster, PARAMETERS)
    ids = [one.id for one in roster.people]
    return {(u, v): float(everyone[i, j]) for i, u in enumerate(ids) for j, v in enumerate(ids)}


@settings(deadline=None, max_examples=20)
@given(there=st.sets(st.integers(0, 23), min_size=1))
def test_who_stays_is_taken_over_and_the_roster_is_the_same(there: set[int]) -> None:
    people = tuple(PEOPLE[i] for i in sorted(there))
    whole = built(people, Former(FIRST.fitted))
    kept = built(people, Former(FIRST.fitted, {one.person.id: one for one in FIRST.own}))
    assert scores(kept) == scores(whole)
    assert kept.shown.counts == whole.shown.counts
    assert kept.facets.tolist() == whole.facets.tolist()


@settings(deadline=None, max_examples=20)
@given(there=st.sets(st.integers(2, 23)))
def test_what_two_people_are_to_one_another_does_not_depend_on_who_else_is_there(there: set[int]) -> None:
    few = scores(built((*PEOPLE[:2], *(PEOPLE[i] for i in sorted(there))), Former(FIRST.fitted)))
    assert few["per_p0", "per_p1"] == pytest.approx(scores(FIRST)["per_p0", "per_p1"], abs=1e-5)


def test_fitting_to_the_same_people_again_changes_nothing() -> None:
    assert scores(built(PEOPLE[:16], Former(FIRST.fitted))) == scores(FIRST)


def test_who_changed_is_read_anew() -> None:
    changed = replace(person("p0", interests=["sales"]), id="per_p0")
    held = {one.person.id: one for one in FIRST.own}
    roster = built((changed, *PEOPLE[1:16]), Former(FIRST.fitted, held))
    assert roster.own[0].strengths == built((changed,)).own[0].strengths != FIRST.own[0].strengths
    assert roster.own[1] is FIRST.own[1]
