from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.events.search.clashes import Rival, quietest, weeks_of
from shared.topics import load_topics

TREE = load_topics()
MONDAY = date(2027, 2, 1)


def rival(event_id: str, first: str, last: str | None = None, topics: tuple[str, ...] = ()) -> Rival:
    begins = date.fromisoformat(first)
    return Rival(
        event_id, event_id.title(), "Berlin", begins, date.fromisoformat(last) if last else begins, topics
    )


def test_each_week_knows_what_it_holds() -> None:
    rivals = [
        rival("same", "2027-02-02", "2027-02-04", ("data-ai.machine-learning",)),
        rival("area", "2027-02-04", None, ("data-ai.data-engineering",)),
        rival("other", "2027-02-04", None, ("law.tax-law",)),
        rival("long", "2027-02-06", "2027-02-09", ("data-ai.machine-learning",)),
    ]
    weeks = weeks_of(rivals, ["data-ai.machine-learning"], date(2027, 2, 3), 3, TREE.affinity)
    assert [
        (MONDAY, [0, 1, 1, 2, 0, 1, 1], ["same", "long", "area"], 2.4),
        (MONDAY + timedelta(days=7), [1, 1, 0, 0, 0, 0, 0], ["long"], 1.0),
        (MONDAY + timedelta(days=14), [0] * 7, [], 0),
    ] == [(it.monday, it.days, [each.event_id for _, each in it.rivals], it.weight) for it in weeks]
    assert [weeks[2], weeks[1]] == quietest(weeks, 2)


def test_what_is_only_expected_weighs_half_and_is_named_last() -> None:
    told = [replace(rival("a", "2027-02-02"), expected_of="ser_a"), rival("b", "2027-02-03")]
    (week,) = weeks_of(told, [], MONDAY, 1, TREE.affinity)
    assert (["b", "a"], 1.5, 1) == ([it.event_id for _, it in week.rivals], week.weight, week.expected)


def test_an_area_is_met_by_each_of_its_topics_and_no_topic_by_all() -> None:
    told = [rival("a", "2027-02-02", None, ("law.tax-law",)), rival("b", "2027-02-02")]
    assert [1.0] == [
        closeness for closeness, _ in weeks_of(told, ["law"], MONDAY, 1, TREE.affinity)[0].rivals
    ]
    assert [1.0, 1.0] == [
        closeness for closeness, _ in weeks_of(told, [], MONDAY, 1, TREE.affinity)[0].rivals
    ]


days = st.dates(date(2027, 1, 1), date(2027, 6, 30))


@given(st.lists(st.tuples(days, st.integers(0, 30)), max_size=20), days, st.integers(1, 20))
def test_no_event_is_lost_and_none_counted_twice_in_a_week(
    spans: list[tuple[date, int]], first: date, count: int
) -> None:
    rivals = [
        Rival(f"e{n}", "", None, day, day + timedelta(days=more), ()) for n, (day, more) in enumerate(spans)
    ]
    weeks = weeks_of(rivals, [], first, count, TREE.affinity)
    for each in rivals:
        touched = [
            week.monday
            for week in weeks
            if each.first <= week.monday + timedelta(days=6) and each.last >= week.monday
        ]
        assert touched == [week.monday for week in weeks if each in [held for _, held in week.rivals]]
    assert all(week.monday.weekday() == 0 for week in weeks)
    assert all(a.monday + timedelta(days=7) == b.monday for a, b in pairwise(weeks))
