"""Laws of the weekly turn: once per ISO week of the person's own zone, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.digest.due import (
    LATE_AT_MOST,
    Schedule,
    Slot,
    instant,
    iso_week,
    jitter,
    last_slot,
    next_slot,
    zone_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu",
     "America/Santiago", "Pacific/Kiritimati", "Africa/Casablanca", "Asia/Tehran"]
).map(ZoneInfo)  # fmt: skip
SCHEDULES = st.builds(
    Schedule, st.integers(1, 7), st.integers(0, 23), st.sampled_from(["weekly", "fortnightly", "monthly"])
)
INSTANTS = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))


@given(SCHEDULES, ZONES, INSTANTS)
def test_the_next_turn_is_later_and_after_it_comes_another_week(
    schedule: Schedule, zone: ZoneInfo, now: datetime
) -> None:
    first = next_slot(schedule, zone, now)
    assert first is not None
    second = next_slot(schedule, zone, first.at)
    assert second is not None
    assert now < first.at < second.at
    assert first.week < second.week


@given(SCHEDULES, ZONES, INSTANTS)
def test_at_its_instant_a_turn_is_the_last_one_and_keeps_its_week(
    schedule: Schedule, zone: ZoneInfo, now: datetime
) -> None:
    slot = next_slot(schedule, zone, now)
    assert slot is not None
    assert last_slot(schedule, zone, slot.at) == slot
    assert last_slot(schedule, zone, slot.at + LATE_AT_MOST) == slot


@given(st.integers(1, 7), st.integers(0, 23), ZONES, INSTANTS)
def test_a_year_of_weekly_turns_has_every_week_once(
    weekday: int, hour: int, zone: ZoneInfo, now: datetime
) -> None:
    schedule, weeks, at = Schedule(weekday, hour), [], now
    for _ in range(53):
        slot = next_slot(schedule, zone, at)
        assert slot is not None
        weeks.append(slot.week)
        at = slot.at
    assert len(set(weeks)) == 53
    assert weeks == sorted(weeks)


def test_a_skipped_hour_is_the_moment_after_the_jump() -> None:
    assert instant(date(2027, 3, 28), 2, BERLIN) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_a_doubled_hour_is_the_first_of_the_two() -> None:
    slot = next_slot(Schedule(7, 2), BERLIN, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert slot == Slot("2026-W43", datetime(2026, 10, 25, 0, tzinfo=UTC))
    assert next_slot(Schedule(7, 2), BERLIN, slot.at) == Slot(
        "2026-W44", datetime(2026, 11, 1, 1, tzinfo=UTC)
    )


def test_a_year_of_53_weeks_counts_them() -> None:
    assert [iso_week(date(2026, 12, 31)), iso_week(date(2027, 1, 3)), iso_week(date(2027, 1, 4))] == [
        "2026-W53",
        "2026-W53",
        "2027-W01",
    ]


def test_the_week_is_the_one_of_the_persons_zone() -> None:
    # Monday morning in Auckland is still Sunday, and the week before, in London.
    slot = next_slot(Schedule(1, 8), ZoneInfo("Pacific/Auckland"), datetime(2026, 11, 20, tzinfo=UTC))
    assert slot == Slot("2026-W48", datetime(2026, 11, 22, 19, tzinfo=UTC))


def test_fortnights_keep_their_distance_over_a_53_week_year() -> None:
    schedule = Schedule(3, 9, "fortnightly")
    first = next_slot(schedule, zone_of("UTC"), datetime(2026, 12, 1, tzinfo=UTC))
    assert first is not None
    at = [first.at]
    for _ in range(4):
        slot = next_slot(schedule, zone_of("UTC"), at[-1])
        assert slot is not None
        at.append(slot.at)
    assert {later - earlier for earlier, later in pairwise(at)} == {timedelta(weeks=2)}


def test_monthly_is_the_first_such_weekday() -> None:
    slot = next_slot(Schedule(2, 8, "monthly"), BERLIN, datetime(2026, 11, 23, tzinfo=UTC))
    assert slot == Slot("2026-W49", datetime(2026, 12, 1, 7, tzinfo=UTC))


def test_a_pause_skips_turns_until_it_ends() -> None:
    paused = Schedule(1, 8, "weekly", datetime(2026, 12, 10, tzinfo=UTC))
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert last_slot(paused, BERLIN, now) is None
    assert next_slot(paused, BERLIN, now) == Slot("2026-W51", datetime(2026, 12, 14, 7, tzinfo=UTC))


def test_never_has_no_turn() -> None:
    never = Schedule(1, 8, "never")
    assert next_slot(never, BERLIN, datetime(2026, 11, 23, 9, tzinfo=UTC)) is None
    assert last_slot(never, BERLIN, datetime(2026, 11, 23, 9, tzinfo=UTC)) is None


def test_a_turn_missed_for_too_long_is_let_go() -> None:
    late = datetime(2026, 11, 23, 7, tzinfo=UTC) + LATE_AT_MOST + timedelta(seconds=1)
    assert last_slot(Schedule(1, 8), BERLIN, late) is None


@pytest.mark.parametrize("name", [None, "", "Mars/Base", "../etc/passwd", "x" * 500])
def test_an_unknown_zone_is_utc(name: str | None) -> None:
    assert zone_of(name) is UTC


@given(st.integers(0, 2**32))
def test_jitter_stays_below_twenty_minutes(seed: int) -> None:
    assert timedelta() <= jitter(seed) < timedelta(minutes=20)
