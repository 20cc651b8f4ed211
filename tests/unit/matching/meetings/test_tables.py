"""Tables of any size: who must be kept apart is, all sit as often, and who is owed others meets them."""

from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.matching.meetings.arrange import arranged, bound_of
from services.matching.meetings.conflicts import conflicts
from services.matching.meetings.figures import Figures, Missing, company, sittings
from services.matching.meetings.pairs.plan import Meeting
from services.matching.meetings.tables.sitting import first_seats
from services.matching.meetings.terms import Group, Terms, shares_of, tables_for
from services.matching.meetings.worth import STEPS, Pair, worths
from services.matching.recommend.arrays import Ints

PEOPLE, SIZES, ROUNDS, TABLES = (
    st.integers(2, 14),
    st.integers(2, 5),
    st.integers(1, 4),
    st.none() | st.integers(1, 4),
)
SEEDS = st.integers(0, 10_000)
FEW = settings(deadline=None, max_examples=20)


def some_worth(people: int, seed: int, apart: set[Pair] = frozenset()) -> Ints:  # type: ignore[assignment]
    chance = np.random.default_rng(seed)
    found = chance.random((people, people)).astype(np.float32) + np.float32(1e-6)
    return worths(np.minimum(found, 1), {(a, b) for a, b in apart if max(a, b) < people})


def terms(people: int, size: int, rounds: int, tables: int | None, *groups: Group) -> Terms:
    return Terms(rounds, size, tables, np.full(people, rounds), np.zeros(people, dtype=np.int64), groups)


def arrange(worth: Ints, asked: Terms) -> tuple[tuple[Meeting, ...], Figures]:
    return arranged(worth, asked, np.random.default_rng(1))


def members(people: int, *places: int) -> np.ndarray:
    return np.isin(np.arange(people), places)


@given(
    PEOPLE,
    SIZES,
    ROUNDS,
    TABLES,
    SEEDS,
    st.sets(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=40),
)
@FEW
def test_no_plan_breaks_a_rule(
    people: int, size: int, rounds: int, tables: int | None, seed: int, apart: set[Pair]
) -> None:
    worth, asked = some_worth(people, seed, apart), terms(people, size, rounds, tables)
    found, told = arrange(worth, asked)
    places = [(it.round, one) for it in found for one in it.people]
    assert len(places) == len(set(places))
    assert len(found) == len({(it.round, it.table) for it in found})
    assert all(2 <= len(it.people) <= size and it.round < rounds for it in found)
    assert all(list(it.people) == sorted(it.people) for it in found)
    assert all(0 <= it.table < (tables or people) for it in found)
    together = company(found, people)
    assert not together[worth == 0].any()
    assert told.twice == (together > 1).sum() // 2
    assert round(told.worth * STEPS) == sum(
        worth[two] - 1 for two in zip(*np.nonzero(np.triu(together)), strict=True)
    )
    assert told.worth <= told.bound + 0.01
    assert found == arrange(worth, asked)[0]


@given(PEOPLE, SIZES, ROUNDS, TABLES, SEEDS)
@FEW
def test_everybody_sits_as_often_as_any_other_give_or_take_one(
    people: int, size: int, rounds: int, tables: int | None, seed: int
) -> None:
    found, told = arrange(some_worth(people, seed), terms(people, size, rounds, tables))
    seats = min(people, tables_for(people, size, tables) * size)
    assert told.most - told.least <= 1 or size == 2
    assert sittings(found, people).sum() == rounds * seats or size == 2


@given(st.integers(4, 14), st.integers(3, 5), ROUNDS, TABLES, SEEDS)
@FEW
def test_no_plan_by_greed_exceeds_the_bound_either(
    people: int, size: int, rounds: int, tables: int | None, seed: int
) -> None:
    worth, asked = some_worth(people, seed), terms(people, size, rounds, tables)
    seats = min(people, tables_for(people, size, tables) * size)
    each, sat = shares_of(asked.most, rounds, seats), np.zeros(people, dtype=np.int64)
    found = list[Meeting]()
    for number in range(rounds):
        left = [one for one in np.argsort(sat, kind="stable").tolist() if sat[one] < each[one]][:seats]
        for table in range(tables_for(people, size, tables)):
            chosen = max(
                combinations(left, min(size, len(left))),
                key=lambda some: sum(worth[two] for two in combinations(some, 2)),
                default=(),
            )
            left = [one for one in left if one not in chosen]
            sat[list(chosen)] += 1
            found.append(Meeting(number, table, tuple(sorted(chosen))))
    together = np.triu(company(found, people)) > 0
    assert (worth - 1)[together].sum() <= bound_of(worth, (), asked) + 0.5


@given(SEEDS, st.integers(2, 14), st.integers(2, 5))
@FEW
def test_tables_begin_with_the_best_pairs_and_whom_they_want_most(seed: int, people: int, size: int) -> None:
    worth = some_worth(people, seed)
    tables = tables_for(people, size, None)
    at = first_seats(worth, np.ones(people, dtype=bool), terms(people, size, 1, None), tables)
    left = set(range(people))
    for table in range(tables):
        some = set(np.flatnonzero(at == table).tolist())
        if len(left) > 1:
            best = max(worth[two] for two in combinations(sorted(left), 2))
            assert best in {worth[two] for two in combinations(sorted(some), 2)}
        left -= some
    assert left == set()
    assert np.ptp(np.bincount(at)) <= 1


def test_three_tables_of_three_are_seated_as_well_as_can_be() -> None:
    worth = some_worth(9, 3)

    def best(left: frozenset[int]) -> int:
        if not left:
            return 0
        first = min(left)
        return max(
            int(worth[first, a] + worth[first, b] + worth[a, b]) + best(left - {first, a, b})
            for a, b in combinations(left - {first}, 2)
        )

    found, _ = arrange(worth, terms(9, 3, 1, None))
    assert sum(int(worth[two]) for it in found for two in combinations(it.people, 2)) == best(
        frozenset(range(9))
    )


def test_nine_meet_everybody_in_four_rounds_of_three() -> None:
    """It is the smallest Kirkman design: possible, and only without a single pair seated twice."""
    told = arrange(some_worth(9, 3), terms(9, 3, 4, None))[1]
    assert told.fewest_met >= 7


@given(SEEDS, st.integers(2, 4), st.integers(1, 2))
@example(seed=0, size=4, owed=2)
@example(seed=1956, size=4, owed=2)
@settings(deadline=None, max_examples=6)
def test_who_is_owed_some_of_a_group_meets_them(seed: int, size: int, owed: int) -> None:
    people = 12
    mentors = Group("mentors", members(people, *range(12 // size)), each_table=1, each_person=owed)
    asked = terms(people, size, 3, None, mentors)
    assert conflicts(asked) == ()
    found, told = arrange(some_worth(people, seed), asked)
    assert told.missing == ()
    assert all(mentors.members[list(it.people)].any() for it in found)


@given(SEEDS)
@settings(deadline=None, max_examples=2)
def test_who_is_owed_all_of_a_group_goes_round_them_though_some_sit_together_again(seed: int) -> None:
    """Nine go round three mentors in three rounds: in new company, but for three pairs."""
    mentors = Group("mentors", members(12, 0, 1, 2), each_person=3)
    told = arrange(some_worth(12, seed), terms(12, 4, 3, 3, mentors))[1]
    assert (told.missing, told.twice) == ((), 3)


def test_whoever_is_needed_sits_more_often_and_all_others_evenly() -> None:
    hosts = Group("hosts", members(20, 0, 1, 2), each_table=1)
    found, told = arrange(some_worth(20, 5), terms(20, 4, 4, 3, hosts))
    sat = sittings(found, 20)
    assert (told.missing, sat[:3].tolist()) == ((), [4, 4, 4])
    assert set(sat[3:].tolist()) == {2, 3}


def test_who_is_to_take_part_in_more_rounds_does() -> None:
    asked = terms(12, 3, 4, 1)
    least = np.array([4, 3] + [0] * 10)
    found, told = arrange(some_worth(12, 2), Terms(4, 3, 1, asked.most, least))
    sat = sittings(found, 12)
    assert (sat[:2].tolist(), told.missing) == ([4, 3], ())
    assert max(sat[2:]) <= 1


def test_nobody_sits_oftener_than_they_may() -> None:
    most = np.array([0, 1, 1] + [4] * 8)
    found, _ = arrange(some_worth(11, 2), Terms(4, 4, None, most, np.zeros(11, dtype=np.int64)))
    assert sittings(found, 11).tolist() == most.tolist()


def test_what_cannot_be_for_those_who_must_not_meet_is_told() -> None:
    apart = {(0, other) for other in range(2, 7)}
    mentor = Group("mentors", members(8, 0, 1), each_table=1, each_person=1)
    found, told = arrange(some_worth(8, 1, apart), terms(8, 4, 1, None, mentor))
    together = company(found, 8)
    met = (together[2:, :2] > 0).any(axis=1)
    lacking = sum(not {0, 1} & set(it.people) for it in found)
    assert not together[0, 2:7].any()
    assert told.missing == (Missing("mentors", lacking, int((~met).sum())),)


def test_two_who_share_no_language_with_others_get_a_table_of_their_own() -> None:
    strangers = {(one, other) for one in (0, 1) for other in range(2, 10)}
    found, told = arrange(some_worth(10, 1, strangers), terms(10, 4, 2, None))
    assert (told.least, told.most) == (2, 2)
    assert {it.people for it in found if 0 in it.people} == {(0, 1)}
