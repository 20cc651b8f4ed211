"""However far one reads, and wherever dials stand: nobody is in too many lists, and nobody in none."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.matching.recommend.allocate.attention import Placed, allot, most_lists
from services.matching.recommend.allocate.market import RANKED, _step
from services.matching.recommend.allocate.near import Nearest, near_in
from services.matching.recommend.allocate.offset import offset
from services.matching.recommend.allocate.share_out import Asking, carried, share_out
from services.matching.recommend.arms import arm_of, in_order
from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.chosen import chosen
from services.matching.recommend.diversify.diversify import Place, by_rank
from services.matching.recommend.diversify.pools import Candidates, Draw, Reader, pools_of
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import AttentionNumbers
from services.matching.recommend.score.best import Standing, best_of, candidates
from tests.support.people import NOW, PARAMETERS, person, roster

NUMBERS = PARAMETERS.attention
FIRM = NUMBERS.model_copy(update={"dearest": 20.0})
"""No list gets more than its share of anybody, however much they are worth to it."""
KEY = b"key"
DRAW = Draw.at(NOW, KEY)
CLEAN = History(frozenset(), (), {})


def crowded(people: int, skew: float) -> Block:
    """Chances in a world in which some are liked by everyone."""
    chance = np.random.default_rng(5)
    worth = chance.normal(size=(people, people)) + skew * chance.normal(size=people)
    both = 1 / (1 + np.exp(2 - (worth + worth.T) / 2))
    np.fill_diagonal(both, 0)
    return both.astype(np.float32)


def lists_of(
    chances: Block, method: str = "capped", novelty: Mapping[int, float] | None = None,
    numbers: AttentionNumbers = NUMBERS,
) -> Ints:  # fmt: skip
    """Lists of people of whom each is of one of seven trades, the first of the rarest."""
    near = RANKED[method](near_in(chances, numbers), numbers)
    people = len(chances)
    trade = 1 + np.minimum(np.arange(people)[:, None] * 7 // people + np.zeros(4, dtype=np.int64), 6)
    if novelty is None:
        return allot(near, by_rank(near.rank), 0 * trade[:, :1], numbers, PARAMETERS.list).lists
    readers = [Reader(str(i), trade[i], trade[:0], novelty.get(i, 0.2)) for i in range(people)]
    luck = np.random.default_rng(7).random(near.chance.shape, dtype=np.float32)
    none = np.zeros_like(near.chance)
    told = Candidates(near.rank, trade[near.people], none, none, luck)
    pools = pools_of(readers, told, PARAMETERS.list)
    return allot(near, pools, trade, numbers, PARAMETERS.list).lists


def shown(lists: Ints, people: int) -> Ints:
    return np.bincount(lists[lists >= 0], minlength=people)


@pytest.mark.parametrize("skew", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("method", RANKED)
def test_however_far_one_reads_nobody_is_in_no_list_and_nobody_in_too_many(method: str, skew: float) -> None:
    chances = crowded(300, skew)
    lists = lists_of(chances, method, numbers=FIRM)
    for places in NUMBERS.listed:
        by_chance = np.argsort(-chances, axis=1)[:, :places]
        assert shown(by_chance, 300).max() > 2 * places
        counts = shown(lists[:, :places], 300)
        assert counts.max() <= 2 * places
        assert counts.min() >= 1


@pytest.mark.parametrize(("asking", "least"), [(120, 1), (300, 2)])
def test_where_few_ask_everyone_is_in_one_list_and_where_all_do_in_two(asking: int, least: int) -> None:
    nearest = Nearest(300, NUMBERS)
    nearest.add(0, crowded(300, 2.0)[:asking])
    near = nearest.found()
    facets = np.zeros((300, 1), dtype=np.int64)
    counts = shown(allot(near, by_rank(near.rank), facets, NUMBERS, PARAMETERS.list).lists, 300)
    assert counts.min() == least
    assert (counts == least).sum() > 30


@settings(deadline=None, max_examples=10)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1.5))
def test_attention_stays_shared_wherever_the_dials_of_some_or_all_stand(
    share: float, dial: float, skew: float
) -> None:
    dials = dict.fromkeys(range(int(share * 120)), dial)
    lists = lists_of(crowded(120, skew), novelty=dials, numbers=FIRM)
    for places in NUMBERS.listed:
        counts = shown(lists[:, :places], 120)
        assert counts.max() <= 2 * places
        assert counts.min() >= 1


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6), st.floats(0, 1.5), st.floats(0.02, 0.2))
@example(seed=24886, skew=1.44140625, share=0.1875)
def test_others_make_up_for_lists_in_random_order(seed: int, skew: float, share: float) -> None:
    chance, chances = np.random.default_rng(seed), crowded(200, skew)
    lists = lists_of(chances, numbers=FIRM)
    served, mixed = lists.copy(), chance.random(200) < share
    served[mixed] = chance.permuted(served[mixed], axis=1)
    placed = Placed(lists.copy(), np.take_along_axis(chances, lists, axis=1))
    offset(placed, served, 200, 3, FIRM)
    moved = (served != lists).any(axis=1)
    after = np.where(moved[:, None], served, placed.lists)
    for places in FIRM.listed:
        assert shown(after[:, :places], 200).max() <= 2 * places
        none = shown(after[:, :places], 200) == 0
        assert not none[lists[~moved]].any()
    assert (placed.lists[moved] == lists[moved]).all()
    bridges = lists[:, 3][placed.lists[:, 3] != lists[:, 3]]
    assert (shown(after[:, :5], 200)[bridges] >= most_lists(200, 5, 200, FIRM)).all()
    assert (np.sort(placed.lists) == np.sort(lists)).all()
    assert (placed.worth == np.take_along_axis(chances, placed.lists, axis=1)).all()


def test_what_is_served_is_shared_with_lists_in_random_order_among_it() -> None:
    learn = PARAMETERS.learn.model_copy(update={"shuffled": 0.15})
    numbers = PARAMETERS.model_copy(update={"attention": FIRM, "learn": learn})
    plain = crowd(120)
    for parameters, most in ((PARAMETERS, 11), (numbers, 10)):
        here, counts = share_out(plain, parameters, DRAW), Counter[str]()
        for one in plain.people:
            order = [other for other, _ in served(here, one.id, limit=10)]
            arm = arm_of(one.id, DRAW, learn)
            counts.update(in_order(order, arm, one.id, DRAW, FIRM.listed)[:5])
        assert (max(counts.values()) >= most) is (parameters is PARAMETERS)


def test_the_dial_changes_whom_lists_hold() -> None:
    chances = crowded(120, 0.5)
    alike, unlike = (lists_of(chances, novelty=dict.fromkeys(range(120), dial)) for dial in (0.0, 1.0))
    trades = [
        np.mean([len({i * 7 // 120 for i in row[:3].tolist()}) for row in lists]) for lists in (alike, unlike)
    ]
    assert trades[1] > trades[0] + 0.2


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 40), st.floats(0, 3), st.sampled_from(sorted(RANKED)))
def test_a_list_holds_each_once_and_nobody_with_whom_there_is_no_chance(
    people: int, skew: float, method: str
) -> None:
    chances = crowded(people, skew)
    chances[:, ::3] = 0
    for asker, row in enumerate(lists_of(chances, method)):
        held = row[row >= 0]
        assert len(set(held.tolist())) == len(held)
        assert (chances[asker, held] > 0).all()


@given(st.floats(0.01, 1e4), st.floats(0.01, 100))
def test_steps_end_where_the_budget_is_used_up(sums: float, budget: float) -> None:
    held = np.ones(1)
    for _ in range(60):
        held = _step(held, np.array([sums]), budget)
    assert held * held + sums * held == pytest.approx(budget, rel=1e-4)


def test_who_suits_far_better_than_anybody_is_shown_however_many_want_them() -> None:
    chances = np.full((60, 60), 0.05, dtype=np.float32)
    np.fill_diagonal(chances, 0)
    chances[1:, 0] = 0.9
    assert shown(lists_of(chances), 60)[0] == 59
    chances[1:, 0] = 0.06
    assert shown(lists_of(chances), 60)[0] <= 2 * NUMBERS.listed[-1]


def crowd(people: int = 50) -> Roster:
    """People of whom one suits everybody."""
    topics = ("k8s", "Baking", "Python", "postgres")
    others = (person(f"p{i}", interests=[topics[i % 4]], bio=f"word{i} of mine") for i in range(people))
    return roster(person("star", interests=list(topics), bio="Kubernetes and Baking"), *others)


def served(here: Roster, one: str, barred: frozenset[str] = frozenset(), novelty: float | None = None,
           limit: int = 12) -> list[tuple[str, Place]]:  # fmt: skip
    [(_, found)] = candidates({one: Standing(barred)}, here, 60, PARAMETERS)
    asked = Asked(ListRequest(one, limit, novelty, NOW, NOW), here.people[here.position[one]], CLEAN, [here])
    best = best_of(found, one, KEY, 60)
    return [(item.id, place) for item, place in chosen(asked, best, limit, DRAW, PARAMETERS)]


def test_what_is_served_is_what_was_allotted_place_by_place() -> None:
    here = share_out(crowd(), PARAMETERS, DRAW)
    assert here.allotted is not None
    for one in ("per_p0", "per_p7", "per_star"):
        allotted = [here.people[i].id for i in here.allotted.lists[here.position[one]]]
        found = [other for other, _ in served(here, one)]
        for first, last in zip((0, *NUMBERS.listed), NUMBERS.listed, strict=False):
            assert set(found[first:last]) == set(allotted[first:last])
        assert len(set(found)) == len(found) == 12


def test_places_of_those_barred_since_go_to_the_next() -> None:
    here = share_out(crowd(), PARAMETERS, DRAW)
    found = [other for other, _ in served(here, "per_p0", limit=10)]
    barred = frozenset(found[:2])
    after = [other for other, _ in served(here, "per_p0", barred, limit=10)]
    assert not barred & set(after)
    assert set(found[2:]) <= set(after)
    assert len(after) == 10


def test_another_dial_than_places_were_given_out_by_has_a_list_of_its_own() -> None:
    plain = crowd()
    here = share_out(plain, PARAMETERS, DRAW)
    assert served(here, "per_p0", novelty=0.9) == served(plain, "per_p0", novelty=0.9)
    assert served(here, "per_p0", novelty=0.2) == served(here, "per_p0")


def test_whom_one_is_not_to_be_shown_gets_none_of_ones_places_and_whom_one_saw_often_stands_back() -> None:
    plain = crowd()
    everyone = {one.id: Asking() for one in plain.people}
    before = share_out(plain, PARAMETERS, DRAW, everyone).allotted
    assert before is not None
    first, second = (plain.people[i].id for i in before.lists[plain.position["per_p0"]][:2])
    standing = Standing(frozenset({first}), {second: 5})
    after = share_out(plain, PARAMETERS, DRAW, {**everyone, "per_p0": Asking(standing)}).allotted
    assert after is not None
    now = [plain.people[i].id for i in after.lists[plain.position["per_p0"]]]
    assert first not in now
    assert second not in now[:3]


def test_places_are_carried_to_a_roster_of_other_people() -> None:
    before = share_out(crowd(), PARAMETERS, DRAW)
    after = carried(before, roster(*before.people[5:]), PARAMETERS)
    assert before.allotted is not None
    assert after.allotted is not None
    for one in before.people[5:]:
        ids = [before.people[i].id for i in before.allotted.lists[before.position[one.id]]]
        there = after.allotted.lists[after.position[one.id]]
        assert [after.people[i].id if i >= 0 else None for i in there] == [
            other if other in after.position else None for other in ids
        ]


def test_who_comes_is_put_into_lists_that_stand_and_nobody_falls_out_of_them() -> None:
    before = share_out(crowd(), PARAMETERS, DRAW)
    newcomers = [person(f"new{i}", interests=["k8s"]) for i in range(3)]
    after = carried(before, roster(*before.people, *newcomers), PARAMETERS)
    assert before.allotted is not None
    assert after.allotted is not None
    there, was, lists = len(before.people), before.allotted.lists, after.allotted.lists
    assert (lists[there:] == -1).all()
    assert np.isnan(after.allotted.dials[there:]).all()
    least = NUMBERS.least_lists
    for last in NUMBERS.listed:
        counted = [np.bincount(it[:, :last][it[:, :last] >= 0], minlength=there + 3) for it in (was, lists)]
        assert (counted[1] >= np.minimum(counted[0], least)).all()
        assert (counted[1][there:] >= least).all()
    assert [len(set(row)) for row in lists[:there].tolist()] == [len(set(row)) for row in was.tolist()]


def test_in_a_small_roster_everyone_is_shown_anyway() -> None:
    few = roster(*(person(f"p{i}", interests=["k8s"]) for i in range(NUMBERS.least_people - 1)))
    assert share_out(few, PARAMETERS, DRAW).allotted is None
