from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.recommend.allocate.attention import Edges, _step, capped, transferable
from services.matching.recommend.allocate.share_out import best_edges, share_out
from services.matching.recommend.arrays import Ints
from services.matching.recommend.parameters import AttentionNumbers
from services.matching.recommend.score.best import Standing, candidates
from tests.support.people import PARAMETERS, person, roster

NUMBERS = PARAMETERS.attention


def crowded(people: int, skew: float) -> np.ndarray:
    """Chances in a world in which some are liked by everyone."""
    chance = np.random.default_rng(5)
    worth = chance.normal(size=(people, people)) + skew * chance.normal(size=people)
    both = 1 / (1 + np.exp(2 - (worth + worth.T) / 2))
    np.fill_diagonal(both, 0)
    return both.astype(np.float32)


def shown(lists: Ints, people: int) -> Ints:
    return np.bincount(lists[lists >= 0], minlength=people)


Allocate = Callable[[Edges, AttentionNumbers], Ints]


@pytest.mark.parametrize("skew", [0.5, 1.0, 2.0])
@pytest.mark.parametrize(("allocate", "most"), [(capped, 2), (transferable, 3)])
def test_nobody_is_in_no_list_and_nobody_in_too_many(allocate: Allocate, most: int, skew: float) -> None:
    chances = crowded(300, skew)
    by_chance = np.argsort(-chances, axis=1)[:, : NUMBERS.listed]
    assert shown(by_chance, 300).max() > 2 * NUMBERS.listed
    counts = shown(allocate(best_edges(chances, NUMBERS), NUMBERS), 300)
    assert counts.max() <= most * NUMBERS.listed
    assert (counts == 0).mean() <= 0.02


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 40), st.floats(0, 3), st.sampled_from((capped, transferable)))
def test_a_list_holds_each_once_and_nobody_with_whom_there_is_no_chance(
    people: int, skew: float, allocate: Allocate
) -> None:
    chances = crowded(people, skew)
    chances[:, ::3] = 0
    lists = allocate(best_edges(chances, NUMBERS), NUMBERS)
    for asker, row in enumerate(lists):
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
    chances[:, 0] = 0.9
    assert shown(capped(best_edges(chances, NUMBERS), NUMBERS), 60)[0] == 60
    chances[:, 0] = 0.06
    assert shown(capped(best_edges(chances, NUMBERS), NUMBERS), 60)[0] <= 2 * NUMBERS.listed


def test_those_whom_one_is_allotted_come_first_and_the_others_in_their_order() -> None:
    star = person("star", interests=["k8s", "Baking", "Python", "postgres"], bio="Kubernetes and Baking")
    crowd = [
        person(f"p{i}", interests=[("k8s", "Baking", "Python", "postgres")[i % 4]], bio=f"word{i} of mine")
        for i in range(NUMBERS.least_people + 20)
    ]
    before = roster(star, *crowd)
    after = share_out(before, PARAMETERS)
    assert before.allotted is None
    assert after.allotted is not None
    position = after.position["per_p0"]
    allotted = {after.people[i].id for i in after.allotted[position] if i >= 0}
    asking = {"per_p0": Standing(frozenset({"per_p1"}))}
    [(_, found)] = candidates(asking, after, 60, PARAMETERS)
    order = [one.id for one in sorted(found, key=lambda one: -one.rank)]
    assert set(order[: len(allotted - {"per_p1"})]) == allotted - {"per_p1"}
    [(_, plain)] = candidates(asking, before, 60, PARAMETERS)
    rest = [one.id for one in sorted(plain, key=lambda one: -one.rank) if one.id not in allotted]
    assert [one for one in order if one not in allotted] == rest


def test_in_a_small_roster_everyone_is_shown_anyway() -> None:
    few = roster(*(person(f"p{i}", interests=["k8s"]) for i in range(NUMBERS.least_people - 1)))
    assert share_out(few, PARAMETERS).allotted is None
