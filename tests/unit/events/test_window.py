"""Windows of the coming time, for words that very many events have."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.events.search.window import AIM, MANY, Window, first_window, next_window

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BOUNDS = [NOW + timedelta(days=number) for number in range(101)]
"""As many events each day, for a hundred days."""


def test_few_events_are_all_ranked_and_without_statistics_too() -> None:
    assert (None, None) == (first_window(BOUNDS, NOW, MANY, 0), first_window((), NOW, 10 * MANY, 0))


def test_the_first_window_holds_about_as_many_as_can_be_ranked() -> None:
    assert Window(None, NOW + timedelta(days=25), titled=True) == first_window(BOUNDS, NOW, AIM * 4, MANY)
    assert Window(None, NOW + timedelta(days=12.5), titled=False) == first_window(
        BOUNDS, NOW, AIM * 8, MANY + 1
    )


@given(st.floats(MANY + 1, 1e9), st.floats(0, 1e9))
def test_windows_follow_one_another_without_a_gap_to_the_end_of_time(hits: float, titled: float) -> None:
    window = first_window(BOUNDS, NOW, hits, titled)
    assert window is not None
    seen = [window]
    while (after := next_window(seen[-1], NOW, BOUNDS[-1])) is not None:
        assert (seen[-1].ends, window.titled) == (after.begins, after.titled)
        seen.append(after)
    assert (None, None) == (seen[0].begins, seen[-1].ends)
    assert len(seen) < 40
