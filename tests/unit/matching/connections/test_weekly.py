from datetime import date, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from services.matching.connections.weekly import MOST, are_fresh, of_the_week
from shared.contracts.network.connections import FollowUp, FollowUpKind

TODAY = date(2026, 11, 26)


def a_follow_up(number: int, kind: FollowUpKind, days: int, tie: int | None = None) -> FollowUp:
    """Return a follow-up that is due so many days from today."""
    return FollowUp(
        id=f"fup_{number}", connection_id=f"tie_{number if tie is None else tie}", name="Bob",
        introduced_id=None, email=None, kind=kind, due_on=TODAY + timedelta(days=days), reason="",
        draft="", meet_at=None,
    )  # fmt: skip


FOUND = st.lists(
    st.tuples(st.sampled_from(get_args(FollowUpKind)), st.integers(-60, 60), st.integers(0, 5)), max_size=20
)


def test_promises_of_mine_come_first_and_what_is_old_or_far_is_left_to_the_page() -> None:
    found = [
        a_follow_up(1, "keep_in_touch", -3),
        a_follow_up(2, "their_promise", 0),
        a_follow_up(3, "after_meeting", 6),
        a_follow_up(4, "my_promise", 2),
        a_follow_up(5, "my_promise", -28),
        a_follow_up(6, "my_promise", -29),
        a_follow_up(7, "my_promise", 7),
    ]
    chosen, more = of_the_week(found, TODAY)
    assert ([one.id for one in chosen], more) == (["fup_5", "fup_4", "fup_3"], 2)
    assert [are_fresh(found[i : i + 1], TODAY) for i in (0, 4)] == [True, False]


@given(FOUND)
def test_a_few_are_chosen_one_of_a_person_and_all_are_counted(
    drawn: list[tuple[FollowUpKind, int, int]],
) -> None:
    found = [a_follow_up(i, kind, days, tie) for i, (kind, days, tie) in enumerate(drawn)]
    chosen, more = of_the_week(found, TODAY)
    near = [one for one in found if -28 <= (one.due_on - TODAY).days <= 6]
    assert set(chosen) <= set(near)
    assert len(chosen) == min(MOST, len({one.connection_id for one in near}))
    assert len({one.connection_id for one in chosen}) == len(chosen)
    assert more == len({one.connection_id for one in near}) - len(chosen)
