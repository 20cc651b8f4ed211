"""A rule that made the days is found in them, with noise as well; and it says itself in plain words."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.series.days import LAST
from services.events.series.learn import Cadence, learn
from services.events.series.often import Monthly, Weekly
from services.events.series.rarely import Roughly, Yearly
from services.events.series.rule import Rule

BEGINS = st.dates(date(2005, 1, 1), date(2030, 12, 31))
WEEKDAY = st.integers(0, 6)
WEEKLY = st.builds(Weekly, st.frozensets(WEEKDAY, min_size=1, max_size=3), st.sampled_from([1, 2]), BEGINS)
MONTHLY = st.builds(Monthly, st.sampled_from([1, 2, 3, LAST]), WEEKDAY, st.just(1), BEGINS)
PAUSING = st.builds(
    Monthly,
    st.sampled_from([1, 2, 3]),
    WEEKDAY,
    st.just(1),
    BEGINS,
    st.sampled_from([frozenset({8}), frozenset({7, 8})]),
)
RARELY = st.builds(Monthly, st.sampled_from([1, 2, 3]), WEEKDAY, st.sampled_from([2, 3]), BEGINS)


def held(rule: Rule, first: date, count: int) -> list[date]:
    return list(islice(rule.days(first, first + timedelta(days=int(rule.gap_days * count * 3) + 400)), count))


def learnt(days: list[date]) -> Cadence:
    cadence = learn(days)
    assert cadence is not None
    return cadence


@given(st.one_of(WEEKLY, MONTHLY, PAUSING, RARELY), st.integers(26, 36))
def test_the_rule_that_made_the_days_tells_the_next(rule: Rule, count: int) -> None:
    *past, following = held(rule, rule.anchor, count)  # type: ignore[attr-defined]
    cadence = learnt(past)
    assert cadence.following(past[-1]) == following
    assert cadence.confidence > 0.85


@given(st.one_of(MONTHLY, WEEKLY.filter(lambda it: len(it.weekdays) == 1)), st.data())
def test_some_noise_hides_no_rule(rule: Rule, data: st.DataObject) -> None:
    """Of twenty editions two are dropped and two moved by a day or two; the last ones were held as ever."""
    *past, following = held(rule, rule.anchor, 21)  # type: ignore[attr-defined]
    odd = data.draw(st.lists(st.integers(1, 15), min_size=4, max_size=4, unique=True))
    moved = {past[i]: past[i] + timedelta(days=data.draw(st.sampled_from([-2, -1, 1, 2]))) for i in odd[:2]}
    noisy = [moved.get(day, day) for i, day in enumerate(past) if i not in odd[2:]]
    assert learnt(noisy).following(noisy[-1]) == following


@given(st.integers(60, 300), WEEKDAY, st.integers(2000, 2020), st.integers(4, 12))
def test_what_is_held_each_year_comes_in_the_same_week(
    season: int, weekday: int, year: int, count: int
) -> None:
    *past, following = held(Yearly(season, weekday, 1, year), date(year, 1, 1), count + 1)
    found = learnt(past).following(past[-1])
    assert found is not None
    assert abs(found - following) <= timedelta(days=7)


@given(st.lists(BEGINS, min_size=0, max_size=60))
def test_any_days_give_a_rule_or_none_and_never_go_back(days: list[date]) -> None:
    cadence = learn(days)
    is_of_a_week = bool(days) and (max(days) - min(days)).days < 7
    assert (cadence is None) == (len(set(days)) < 3 or is_of_a_week)
    if cadence is not None:
        following = cadence.following(max(days))
        assert following is None or following > max(days)
        assert 0 < cadence.confidence < 1


@given(st.lists(BEGINS, min_size=3, max_size=30), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(days: list[date], random: object) -> None:
    shuffled = [*days, days[0]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert learn(shuffled) == learn(days)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Weekly(frozenset({1}), 1, date(2026, 1, 6)), "every Tuesday"),
        (Weekly(frozenset(range(7)), 1, date(2026, 1, 5)), "every day"),
        (Weekly(frozenset({0, 3}), 2, date(2026, 1, 5)), "every second Monday and Thursday"),
        (Monthly(2, 1, 1, date(2026, 1, 13), frozenset({8})), "second Tuesday of the month, not in August"),
        (Monthly(LAST, 4, 3, date(2026, 1, 30)), "last Friday of every third month"),
        (Monthly(15, None, 1, date(2026, 1, 15)), "day 15 of the month"),
        (Yearly(291, 1, 1, 2026), "each year in the third week of October, from a Tuesday"),
    ],
)
def test_rules_say_themselves(rule: Rule, words: str) -> None:
    assert rule.words() == words


def test_the_evidence_is_counted() -> None:
    rule = Monthly(2, 1, 1, date(2024, 1, 9))
    past = [day for day in held(rule, rule.anchor, 24) if day != date(2024, 12, 10)]
    past[3] += timedelta(days=2)
    cadence = learnt(past)
    assert (cadence.rule.words(), cadence.hits, cadence.misses, cadence.strays) == (
        "second Tuesday of the month", 22, 2, 1,
    )  # fmt: skip


def test_the_days_of_a_camp_are_no_rhythm() -> None:
    monday = date(2026, 8, 31)
    camp = [monday + timedelta(days=it) for it in range(4)]
    assert learn(camp) is None
    assert learn([*camp, monday + timedelta(days=7)]) is not None


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2018, 2020, 2022, 2024), "every second year in the third week of October, from a Tuesday"),
        ((2021, 2022, 2023, 2024), "each year in the third week of October, from a Tuesday"),
        ((2018, 2020, 2023, 2024), "each year in the third week of October, from a Tuesday"),
    ],
)
def test_only_what_skips_each_other_year_is_held_every_second(years: tuple[int, ...], words: str) -> None:
    days = [next(Yearly(289, 1, 1, year).days(date(year, 10, 1), date(year, 10, 31))) for year in years]
    assert words == learnt(days).rule.words()


@given(st.integers(1, 366), WEEKDAY, st.integers(2000, 2030))
def test_a_year_day_is_the_closest_of_its_weekday(season: int, weekday: int, year: int) -> None:
    middle = date(year, 1, 1) + timedelta(days=season - 1)
    [day] = Yearly(season, weekday, 1, year).days(middle - timedelta(days=3), middle + timedelta(days=3))
    assert day.weekday() == weekday


@given(st.integers(15, 400), st.one_of(st.none(), WEEKDAY), BEGINS, st.integers(-5, 5))
def test_a_usual_gap_leads_to_the_closest_of_its_weekday(
    gap: int, weekday: int | None, anchor: date, number: int
) -> None:
    middle = anchor + timedelta(days=gap * number)
    [day] = Roughly(gap, weekday, anchor).days(middle - timedelta(days=3), middle + timedelta(days=3))
    assert day.weekday() == (middle.weekday() if weekday is None else weekday)
    assert weekday is not None or day == middle


def test_what_leaves_more_open_is_believed_later() -> None:
    day = date(2026, 10, 20)
    rules = (Yearly(291, 1, 1, 2026), Yearly(291, 1, 2, 2026), Roughly(70, 1, day))
    assert [it.freedom for it in rules] == [2, 3, 6]
