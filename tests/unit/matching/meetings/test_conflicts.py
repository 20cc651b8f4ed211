"""What can't be by counting is told with what would make it possible; what can be is not refused."""

import numpy as np
import pytest

from services.matching.meetings.conflicts import conflicts
from services.matching.meetings.terms import Group, Terms


def terms(people: int, size: int, rounds: int, tables: int | None, *groups: Group, most: int = 20) -> Terms:
    bounds = np.full(people, min(most, rounds))
    return Terms(rounds, size, tables, bounds, np.zeros(people, dtype=np.int64), groups)


def first(many: int, people: int, *, each_table: int = 0, each_person: int = 0, after: int = 0) -> Group:
    places = np.arange(people)
    return Group(f"group {after}", (places >= after) & (places < after + many), each_table, each_person)


def told(asked: Terms) -> dict[str, str]:
    return {one.pointer: one.detail for one in conflicts(asked)}


def test_a_group_too_small_for_all_tables_is_told() -> None:
    assert told(terms(100, 8, 5, None, first(9, 100, each_table=1))) == {
        "/groups/0/at_each_table": (
            "13 tables at a time need 13 of group 0, and 9 take part: ask for fewer at each table, have at "
            "most 9 tables, or name 4 more."
        )
    }


def test_a_group_that_may_sit_too_seldom_is_told() -> None:
    assert told(terms(100, 8, 5, None, first(13, 100, each_table=1), most=4)) == {
        "/groups/0/at_each_table": (
            "group 0 are needed in 65 seats over all rounds, and may take part in 52: let them take part "
            "more often, or ask for fewer rounds or tables."
        )
    }


def test_groups_that_no_table_has_seats_for_are_told() -> None:
    asked = terms(12, 4, 3, None, first(9, 12, each_table=3), first(3, 12, each_table=2, after=9))
    assert told(asked)["/table_size"] == (
        "Each table is to have 5 of group 0 and group 9, and 4 seats: ask for fewer of them, or for larger "
        "tables."
    )


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        (
            terms(12, 4, 3, None, first(3, 12, each_person=4)),
            "Nobody can meet 4 of group 0, of whom 3 take part: ask for fewer, or name more.",
        ),
        (
            terms(12, 2, 2, None, first(6, 12, each_person=3)),
            (
                "6 attendees take part too seldom to meet 3 of group 0 at tables of 2: have more rounds, "
                "raise their `most`, or ask for fewer."
            ),
        ),
        (
            terms(100, 2, 5, None, first(12, 100, each_person=1)),
            (
                "88 others are owed 88 meetings with group 0, and there is room for 60: ask for fewer, name "
                "more of them, or have more rounds or tables."
            ),
        ),
        (
            terms(14, 6, 2, 1, first(5, 14, each_person=2)),
            (
                "9 others are owed 18 meetings with group 0, and there is room for 16: ask for fewer, name "
                "more of them, or have more rounds or tables."
            ),
        ),
    ],
)
def test_more_meetings_with_a_group_than_there_can_be_are_told(asked: Terms, detail: str) -> None:
    assert told(asked) == {"/groups/0/met_by_each": detail}


def test_rounds_owed_beyond_all_seats_are_told() -> None:
    asked = Terms(4, 2, 1, np.full(6, 4), np.full(6, 2))
    [found] = conflicts(asked)
    assert found.detail == (
        "Attendees are to take part in 12 rounds at least, taken together, and there are 8 seats in all "
        "rounds: ask for less, or for more rounds or tables."
    )


def test_what_is_just_possible_is_not_refused() -> None:
    both = first(13, 100, each_table=1, each_person=2)
    assert conflicts(terms(100, 8, 5, None, both)) == ()
    assert conflicts(terms(100, 2, 5, None, first(18, 100, each_person=1))) == ()
    assert conflicts(terms(0, 4, 5, None)) == ()
