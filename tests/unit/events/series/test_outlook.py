"""What is expected of a series: confirmed, withdrawn or open, from what is known on the day of asking."""

from datetime import date, timedelta

from services.events.series.expect import (
    Edition,
    Expectation,
    Outlook,
    State,
    expected_until,
    may_be_expected,
    outlook,
)
from services.events.series.often import Monthly

EVENINGS = list(Monthly(2, 1, 1, date(2026, 1, 13)).days(date(2026, 1, 1), date(2026, 11, 30)))
HELD = [Edition(f"evt_{day}", day) for day in EVENINGS]
TODAY = date(2026, 11, 25)
DECEMBER, JANUARY = date(2026, 12, 8), date(2027, 1, 12)


def expected(editions: list[Edition], today: date = TODAY) -> tuple[Expectation, ...]:
    return outlook(editions, today).expectations


def test_the_next_one_is_expected_until_it_is_announced() -> None:
    assert expected(HELD) == (Expectation(DECEMBER, State.EXPECTED),)
    announced = Edition("evt_new", DECEMBER + timedelta(days=1))
    assert expected([announced, *HELD]) == (Expectation(DECEMBER, State.CONFIRMED, "evt_new"),)
    off = Edition("evt_new", DECEMBER, is_off=True)
    assert expected([*HELD, off])[0] == Expectation(DECEMBER, State.WITHDRAWN, "evt_new")


def test_a_day_that_goes_by_withdraws_it_and_after_three_nothing_is_expected() -> None:
    assert expected(HELD, date(2026, 12, 20)) == (
        Expectation(DECEMBER, State.WITHDRAWN),
        Expectation(JANUARY, State.EXPECTED),
    )
    late = expected(HELD, date(2027, 8, 1))
    assert [it.state for it in late] == [State.WITHDRAWN] * 3


def test_what_is_only_announced_shows_its_rhythm_and_expects_nothing() -> None:
    seen = outlook(HELD, date(2025, 12, 1))
    assert seen.cadence is not None
    assert (seen.cadence.rule.words(), seen.expectations) == ("second Tuesday of the month", ())


def test_the_edition_after_it_withdraws_one_that_was_passed_over_and_one_far_ahead_does_not() -> None:
    next_one = Edition("evt_new", JANUARY)
    assert expected([*HELD, next_one]) == (
        Expectation(DECEMBER, State.WITHDRAWN),
        Expectation(JANUARY, State.CONFIRMED, "evt_new"),
    )
    gala = Edition("evt_gala", date(2027, 5, 11))
    assert expected([*HELD, gala]) == (Expectation(DECEMBER, State.EXPECTED),)


def test_a_yearly_edition_that_is_announced_some_weeks_off_is_the_one_expected() -> None:
    held = [Edition(f"evt_{year}", date(year, 7, 15)) for year in range(2019, 2027)]
    (first,) = expected(held)
    assert (first.day.year, first.state) == (2027, State.EXPECTED)
    late = Edition("evt_late", first.day + timedelta(days=40))
    assert expected([*held, late]) == (Expectation(first.day, State.CONFIRMED, "evt_late"),)


def test_all_editions_until_a_day_are_expected_after_the_latest_known() -> None:
    march = date(2027, 3, 31)
    days = [DECEMBER, JANUARY, date(2027, 2, 9), date(2027, 3, 9)]
    assert days == expected_until(HELD, TODAY, march)
    announced = Edition("evt_new", JANUARY)
    assert days[2:] == expected_until([*HELD, announced], TODAY, march)
    asleep = date(2027, 8, 1)
    assert [] == expected_until(HELD, asleep, asleep + timedelta(days=200))
    assert [] == expected_until(HELD[:2], TODAY, march)


def test_a_rule_is_learnt_only_where_something_may_be_due() -> None:
    asked = [(TODAY, DECEMBER), (date(2027, 8, 1), date(2027, 9, 1))]
    assert [True, False] == [may_be_expected(HELD, *it) for it in asked]
    assert not may_be_expected([*HELD, Edition("evt_new", JANUARY)], TODAY, JANUARY)
    assert not may_be_expected(HELD[:2], TODAY, DECEMBER)


def test_of_few_or_wild_days_nothing_is_expected() -> None:
    assert outlook(HELD[:2], TODAY) == Outlook(None)
    wild = [Edition(str(n), date(2026, 1, 1) + timedelta(days=n * n * n)) for n in range(7)]
    assert outlook(wild, TODAY).expectations == ()
    two_of_three = [date(2025, 6, 7), date(2025, 10, 25), date(2025, 11, 1)]
    followed = outlook([Edition(str(day), day) for day in two_of_three], date(2026, 3, 10))
    assert followed.cadence is not None
    assert (2, ()) == (followed.cadence.hits, followed.expectations)
