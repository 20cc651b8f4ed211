from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from deploy.local.seeding.attendance import (
    FEWEST_AT_EVENT,
    MOST_AT_EVENT,
    MOST_PER_PERSON,
    Gathering,
    Guest,
    fit,
    plan_attendance,
)

TOPICS = st.frozensets(
    st.sampled_from(["law.tax", "law.ip", "data-ai.nlp", "health-care.nursing"]), max_size=3
)
CITIES = st.sampled_from(["Berlin", "Lagos", "Lima"])
GUESTS = st.lists(st.tuples(TOPICS, CITIES), max_size=40).map(
    lambda rows: [Guest(f"per_{number}", *row) for number, row in enumerate(rows)]
)
GATHERINGS = st.lists(st.tuples(TOPICS, CITIES), max_size=12).map(
    lambda rows: [Gathering(f"evt_{number}", *row) for number, row in enumerate(rows)]
)


def test_a_shared_topic_weighs_more_than_a_shared_area_and_home_counts() -> None:
    nurse = Guest("per_1", frozenset({"health-care.nursing"}), "Berlin")

    fits = [
        fit(nurse, Gathering("a", frozenset({"health-care.nursing"}), "Berlin")),
        fit(nurse, Gathering("b", frozenset({"health-care.nursing"}), "Lima")),
        fit(nurse, Gathering("c", frozenset({"health-care.surgery"}), None)),
        fit(nurse, Gathering("d", frozenset({"law.tax"}), "Berlin")),
    ]

    assert fits == [7, 5, 1, 0]


@given(GUESTS, GATHERINGS)
def test_rosters_and_calendars_keep_their_bounds(guests: list[Guest], gatherings: list[Gathering]) -> None:
    plan = plan_attendance(guests, gatherings)

    rosters = Counter(event for events in plan.values() for event in events)
    assert set(plan) == {guest.id for guest in guests}
    assert all(len(events) <= MOST_PER_PERSON for events in plan.values())
    assert all(FEWEST_AT_EVENT <= size <= max(MOST_AT_EVENT, len(guests)) for size in rosters.values())


@given(GUESTS, GATHERINGS)
def test_everybody_goes_somewhere_once_anybody_does(guests: list[Guest], gatherings: list[Gathering]) -> None:
    plan = plan_attendance(guests, gatherings)

    assert len({bool(events) for events in plan.values()}) <= 1


def test_of_a_series_everyone_goes_to_the_soonest_date_and_topics_come_before_areas() -> None:
    nursing, surgery = frozenset({"health-care.nursing"}), frozenset({"health-care.surgery"})
    nurses = [Guest(f"per_{number}", nursing, "Berlin") for number in range(5)]
    coffee = [Gathering(f"evt_{number}", nursing, "Berlin", "ser_1") for number in range(3)]
    dinner = Gathering("evt_9", nursing, "Lima")
    theatre = Gathering("evt_8", surgery, "Berlin")

    assert plan_attendance(nurses, [*coffee, theatre, dinner]) == {
        guest.id: ("evt_0", "evt_9") for guest in nurses
    }
    assert plan_attendance(nurses, [*coffee, theatre]) == {guest.id: ("evt_0", "evt_8") for guest in nurses}
