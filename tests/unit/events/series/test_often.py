"""What is held every few weeks or months: its days, how far apart they lie, how much it leaves open."""

from datetime import date

import pytest

from services.events.series.often import Monthly, Weekly

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def weekly(*weekdays: int, every: int = 1) -> Weekly:
    return Weekly(frozenset(weekdays), every, date(2027, 1, 4))


def test_a_month_without_the_day_has_none() -> None:
    held = Monthly(31, None, 1, date(2027, 1, 31)).days(*YEAR)
    assert [day.month for day in held] == [1, 3, 5, 7, 8, 10, 12]


def test_months_are_counted_from_the_first_and_some_are_left_out() -> None:
    rule = Monthly(2, 1, 2, date(2027, 1, 12), frozenset({7}))
    held = [date(2027, 1, 12), date(2027, 3, 9), date(2027, 5, 11), date(2027, 9, 14), date(2027, 11, 9)]
    assert list(rule.days(*YEAR)) == held


def test_weeks_are_counted_from_the_first_before_it_as_well() -> None:
    held = weekly(0, 3, every=2).days(date(2026, 12, 20), date(2027, 1, 7))
    assert list(held) == [date(2026, 12, 21), date(2026, 12, 24), date(2027, 1, 4), date(2027, 1, 7)]


@pytest.mark.parametrize(
    ("rule", "gap", "least", "freedom"),
    [
        (weekly(1), 7, 7, 1),
        (weekly(1, every=2), 14, 14, 2),
        (weekly(0, 3), 3.5, 3, 2),
        (weekly(0, 3, every=2), 7, 3, 3),
        (weekly(0, 6), 3.5, 1, 2),
        (Monthly(2, 1, 1, date(2027, 1, 12)), 30.4, 28, 2),
        (Monthly(2, 1, 2, date(2027, 1, 12)), 60.8, 56, 3),
        (Monthly(2, 1, 1, date(2027, 1, 12), frozenset({7, 8})), 30.4, 28, 4),
    ],
)
def test_how_far_apart_and_how_much_is_left_open(
    rule: Weekly | Monthly, gap: float, least: int, freedom: int
) -> None:
    assert (rule.gap_days, rule.least_days, rule.freedom) == (gap, least, freedom)
