"""Windows of the coming time, for words that very many events have."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.events.search.window import AIM, LEAST, MANY, Window, first_window, next_window

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BOUNDS = [NOW + timedelta(days=number) for number in range(101)]
"""As many events each day, for a hundred days."""


def test_few_events_are_all_ranked_and_without_statistics_too() -> None:
    assert (None, None) == (first_window(BOUNDS, NOW, MANY, 0), first_window((), NOW, 10 * MANY, 0))


def test_the_first_window_holds_about_as_many_as_can_be_ranked() -> None:
    assert Window(None, NOW + timedelta(days=25), "ranked") == first_window(BOUNDS, NOW, AIM * 4, 0)
    assert Window(None, NOW + timedelta(days=12.5), "ranked") == first_window(BOUNDS, NOW, AIM * 4, AIM / 2)
    least = Window(None, NOW + timedelta(days=100 * LEAST / (AIM * 4)), "ranked")
    assert least == first_window(BOUNDS, NOW, AIM * 4, AIM)


def test_of_more_than_can_be_ranked_in_titles_the_soonest_come_first() -> None:
    assert Window(None, NOW + timedelta(days=20), "called") == first_window(BOUNDS, NOW, AIM * 4, 1000)


def test_what_runs_already_does_not_use_the_window_up() -> None:
    later = NOW + timedelta(days=50, hours=12)
    assert Window(None, later + timedelta(days=25), "ranked") == first_window(BOUNDS, later, AIM * 4, 0)
    most = first_window(BOUNDS, later, 333_000, 0)
    assert most is not None
    assert most.ends == later + timedelta(days=100 * AIM / 333_000)
    assert Window(None, BOUNDS[-1], "ranked") == first_window(BOUNDS, BOUNDS[90], AIM * 4, 0)
    assert first_window(BOUNDS, BOUNDS[-1], AIM * 4, 0) is None


@given(st.floats(MANY + 1, 1e9), st.floats(0, 1e9))
def test_windows_follow_one_another_without_a_gap_to_the_end_of_time(hits: float, titled: float) -> None:
    window = first_window(BOUNDS, NOW, hits, titled)
    assert window is not None
    seen = [window]
    while (after := next_window(seen[-1], NOW, BOUNDS)) is not None:
        assert seen[-1].ends == after.begins
        seen.append(after)
    parts = [window.part for window in seen]
    assert [part for part in ("called", "rest", "ranked") if part in parts] == list(dict.fromkeys(parts))
    assert parts.count("rest") == 0 or parts[0] == "called"
    assert [None] * len(set(parts)) == [window.begins for window in seen if window.begins is None]
    assert seen[-1].ends is None
    assert len(seen) < 50
