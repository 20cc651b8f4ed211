from datetime import timedelta

import numpy as np
import pytest

from services.matching.people.person import Person, Visited
from services.matching.recommend.population.ties import tie_rows
from tests.support.people import NOW, PARAMETERS, person


def went(name: str, *events: str, days_ago: float = 0) -> Person:
    there = NOW - timedelta(days=days_ago)
    visited = tuple(Visited(event, {}, there, listed=False) for event in events)
    them = person(name)
    return Person(them.id, them.profile, 1, NOW, them.traits, visited)


def ties(*people: Person) -> np.ndarray:
    rows = tie_rows(people, NOW, "evt_here", PARAMETERS.ties)
    return np.asarray((rows @ rows.T).toarray())


def test_two_who_met_the_same_third_person_are_tied_though_they_never_met() -> None:
    found = ties(
        went("ana", "evt_1"), went("ben", "evt_1", "evt_2"), went("cleo", "evt_2"), went("dan", "evt_3")
    )
    assert found[0, 2] > 0
    assert found[0, 2] == found[2, 0]
    assert not found[3].any()


def test_the_event_all_go_to_ties_nobody() -> None:
    assert not ties(went("ana", "evt_here"), went("ben", "evt_here"), went("cleo", "evt_here")).any()


def test_what_is_long_past_ties_less() -> None:
    def tie(days: float) -> float:
        old = went("cleo", "evt_2", days_ago=days)
        others = went("ana", "evt_1"), went("ben", "evt_1", "evt_2")
        return float(ties(*others, old, went("dan", "evt_1", "evt_2"))[0, 2])

    assert tie(0) > tie(PARAMETERS.ties.half_life_days) > 0


def test_a_roster_that_went_nowhere_has_no_ties() -> None:
    assert ties(went("ana"), went("ben")) == pytest.approx(np.zeros((2, 2)))
