"""Whoever went to nothing yet is shown what newcomers went to; everybody else, less and less."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.matching.recommend.events.catalogue import CatalogueEvent, PastEvents
from services.matching.recommend.events.index import EventIndex, build_event_index, newcomers
from services.matching.recommend.events.worth import Reader, worth_of_events
from tests.support.people import NOW, PARAMETERS, person

COMING = tuple(
    CatalogueEvent(f"evt_{name}", name, None, NOW + timedelta(days=9), NOW + timedelta(days=9), None, None,
                   None, {}, (), f"ser_{name}")
    for name in ("open", "closed")
)  # fmt: skip
BEFORE = tuple(
    CatalogueEvent(f"evt_{name}_before", name, None, NOW - timedelta(days=9), NOW - timedelta(days=9), None,
                   None, None, {}, (), f"ser_{name}")
    for name in ("open", "closed")
)  # fmt: skip
TEXTS = np.eye(2, 256, dtype=np.float32)


def index(*came_new: float) -> EventIndex:
    crowds = PastEvents(BEFORE, TEXTS, np.array(came_new))
    return build_event_index(COMING, TEXTS, PARAMETERS, crowds)


def reader(went_to: int) -> Reader:
    events = tuple(
        CatalogueEvent(f"evt_{i}", "x", None, NOW - timedelta(days=40), NOW - timedelta(days=40), None, None,
                       None, {}, ())
        for i in range(went_to)
    )  # fmt: skip
    nothing = np.zeros((went_to, 256), dtype=np.float32)
    return Reader(person("ana"), (), frozenset(), NOW, PastEvents(events, nothing, np.zeros(went_to)))


def lead(went_to: int) -> float:
    worth = worth_of_events(reader(went_to), index(8.0, 1.0), PARAMETERS)
    return float(worth[0] - worth[1])


def test_where_newcomers_go_draws_newcomers_and_those_with_a_past_less() -> None:
    weight = 2 * PARAMETERS.events.newcomers  # of two events, one lies a standard deviation above the mean
    assert np.allclose([lead(n) for n in (0, 1, 9)], [weight, weight / 2, weight / 10])


def test_nothing_is_expected_where_nobody_ever_came() -> None:
    cosines = np.zeros((2, 0), dtype=np.float32)
    assert newcomers(COMING, PastEvents(), cosines, PARAMETERS.events).tolist() == [0.0, 0.0]


@given(st.floats(0, 500), st.floats(0, 500))
def test_more_newcomers_before_let_more_be_expected(open_: float, more: float) -> None:
    fewer, many = index(open_, 1.0).newcomers[0], index(open_ + more, 1.0).newcomers[0]
    assert many >= fewer - 1e-12
