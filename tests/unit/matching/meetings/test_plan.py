"""Whatever the worths, the rounds and the tables: nobody at two places, nobody twice, everybody as often."""

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.meetings.arrange import arranged
from services.matching.meetings.figures import Figures
from services.matching.meetings.pairs.plan import Meeting, seats_of
from services.matching.meetings.pairs.prices import prices
from services.matching.meetings.terms import Terms, shares_of
from services.matching.meetings.worth import STEPS, Pair, worths
from services.matching.recommend.arrays import Block, Ints

PEOPLE = st.integers(2, 13)
ROUNDS, TABLES = st.integers(1, 6), st.none() | st.integers(1, 7)
SEEDS = st.integers(0, 10_000)


def some_chances(people: int, seed: int) -> Block:
    chance = np.random.default_rng(seed)
    found = chance.random((people, people)) * np.outer(chance.random(people), chance.random(people))
    return np.asarray(np.maximum(found, found.T) + 1e-6, dtype=np.float32)


def shares(most: Ints, rounds: int, tables: int | None) -> Ints:
    return shares_of(most, rounds, 2 * seats_of(len(most), tables))


def arrange(
    worth: Ints, rounds: int, tables: int | None, quotas: Ints | None = None
) -> tuple[tuple[Meeting, ...], Figures]:
    most = np.full(len(worth), rounds, dtype=np.int64) if quotas is None else quotas
    terms = Terms(rounds, 2, tables, most, np.zeros(len(most), dtype=np.int64))
    return arranged(worth, terms, np.random.default_rng(0))


def planned(worth: Ints, rounds: int, tables: int | None, quotas: Ints | None = None) -> tuple[Meeting, ...]:
    return arrange(worth, rounds, tables, quotas)[0]


def counts_of(found: tuple[Meeting, ...], people: int) -> list[int]:
    counts = Counter(one for it in found for one in it.people)
    return [counts[one] for one in range(people)]


@given(PEOPLE, ROUNDS, TABLES, SEEDS, st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
@settings(deadline=None)
def test_no_plan_breaks_a_rule(
    people: int, rounds: int, tables: int | None, seed: int, apart: set[Pair]
) -> None:
    kept = {(one, other) for one, other in apart if one < people and other < people}
    worth = worths(some_chances(people, seed), kept)
    found = planned(worth, rounds, tables)
    places = [(it.round, one) for it in found for one in it.people]
    assert len(places) == len(set(places))
    two = [it.people for it in found]
    assert len(two) == len(set(two))
    assert all(one < other for one, other in two)
    assert not {*two, *((other, one) for one, other in two)} & kept
    seats = [(it.round, it.table) for it in found]
    assert len(seats) == len(set(seats))
    assert all(0 <= it.round < rounds and 0 <= it.table < (tables or people) for it in found)
    assert found == planned(worth, rounds, tables)


@given(st.integers(4, 13), st.data())
@settings(deadline=None)
def test_everybody_meets_as_many_people_as_any_other_give_or_take_one(
    people: int, data: st.DataObject
) -> None:
    rounds = data.draw(st.integers(1, people // 2), label="rounds")
    tables = data.draw(st.none() | st.integers(1, people), label="tables")
    worth = worths(some_chances(people, data.draw(SEEDS)), ())
    found = planned(worth, rounds, tables)
    counts = counts_of(found, people)
    assert max(counts) - min(counts) <= 1
    assert len(found) >= rounds * (seats_of(people, tables) - 1)


@given(PEOPLE, ROUNDS, TABLES, SEEDS)
@settings(deadline=None)
def test_no_plan_is_worth_more_than_its_bound(
    people: int, rounds: int, tables: int | None, seed: int
) -> None:
    """Another plan, by greed, is worth no more either."""
    worth = worths(some_chances(people, seed), ())
    shares_, places = shares(np.full(people, rounds), rounds, tables), rounds * seats_of(people, tables)
    bound, each = prices(worth, shares_, places).bound, int(shares_[0])
    counts, greedy = [0] * people, 0
    chosen = 0
    for one, other in sorted(combinations(range(people), 2), key=lambda two: -worth[two]):
        if counts[one] < each and counts[other] < each and chosen < places:
            counts[one], counts[other], chosen = counts[one] + 1, counts[other] + 1, chosen + 1
            greedy += int(worth[one, other]) - 1
    told = arrange(worth, rounds, tables)[1]
    assert greedy <= bound + 0.01
    assert told.most > each or told.worth <= told.bound + 0.01 / STEPS


def test_a_single_lap_is_the_matching_of_greatest_worth() -> None:
    chances = some_chances(8, 7)
    worth = worths(chances, ())

    def best(left: frozenset[int]) -> int:
        if not left:
            return 0
        first = min(left)
        return max(int(worth[first, it]) + best(left - {first, it}) for it in left - {first})

    found = planned(worth, 1, None)
    assert sum(int(worth[it.people]) for it in found) == best(frozenset(range(8)))


def test_who_may_meet_nobody_stays_out_and_harms_nobody() -> None:
    worth = worths(some_chances(7, 1), [(6, other) for other in range(6)])
    assert counts_of(planned(worth, 3, None), 7) == [3] * 6 + [0]
    assert planned(worths(some_chances(2, 1), [(0, 1)]), 3, None) == ()
    assert planned(worths(np.zeros((0, 0), np.float32), ()), 3, None) == ()


def test_who_misses_one_lap_is_in_the_next() -> None:
    worth = worths(some_chances(51, 3), ())
    assert sorted(set(counts_of(planned(worth, 25, None), 51))) == [24, 25]


def test_many_people_are_planned_from_the_best_few_of_each() -> None:
    worth = worths(some_chances(301, 5), ())
    found, told = arrange(worth, 5, None)
    assert sorted(set(counts_of(found, 301))) == [4, 5]
    assert told.worth > 0.98 * told.bound


def test_a_table_keeps_one_of_those_who_sat_there() -> None:
    found = planned(worths(some_chances(12, 2), ()), 4, None)
    sat = {(it.round, one): it.table for it in found for one in it.people}
    walked = sum(all(sat[it.round - 1, one] != it.table for one in it.people) for it in found if it.round)
    assert walked <= 6


@given(PEOPLE, ROUNDS, TABLES, SEEDS, st.lists(st.integers(0, 6), min_size=13, max_size=13))
@settings(deadline=None)
def test_nobody_meets_more_people_than_their_quota_and_no_plan_is_worth_more_than_its_bound(
    people: int, rounds: int, tables: int | None, seed: int, wanted: list[int]
) -> None:
    worth, quotas = worths(some_chances(people, seed), ()), np.array(wanted[:people])
    found, told = arrange(worth, rounds, tables, quotas)
    counts = np.array(counts_of(found, people))
    places = [(it.round, one) for it in found for one in it.people]
    assert len(places) == len(set(places))
    assert (counts <= quotas).all()
    assert (counts > shares(quotas, rounds, tables)).any() or told.worth <= told.bound + 0.01 / STEPS


def test_what_quotas_leave_goes_to_the_others() -> None:
    worth, quotas = worths(some_chances(12, 4), ()), np.array([1, 1, 0] + [5] * 9)
    counts = counts_of(planned(worth, 5, 3, quotas), 12)
    assert (counts[:3], sum(counts)) == ([1, 1, 0], 2 * 5 * 3)
    assert set(counts[3:]) == {3, 4}
    assert shares(quotas, 5, 3).tolist() == [1, 1, 0] + [4] * 9
