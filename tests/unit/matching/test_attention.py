import numpy as np
import pytest

from services.matching.recommend.attention import margins, prices
from services.matching.recommend.share_out import share_out
from tests.support.people import PARAMETERS, person, roster

NUMBERS = PARAMETERS.attention
UNBOUNDED = NUMBERS.model_copy(update={"dearest": 99.0})


def crowded(people: int, skew: float) -> np.ndarray:
    """A world in which some are liked by everyone."""
    chance = np.random.default_rng(5)
    worth = chance.normal(size=(people, people)) + skew * chance.normal(size=people)
    worth = (worth + worth.T) / 2
    np.fill_diagonal(worth, -np.inf)
    return worth


@pytest.mark.parametrize("skew", [0.5, 1.0, 2.0])
def test_nobody_is_in_no_list_and_nobody_in_too_many(skew: float) -> None:
    worth = crowded(300, skew)
    before, after = (
        (margins(worth - price, NUMBERS.listed) > 0).sum(axis=0)
        for price in (np.zeros(len(worth)), prices(worth, UNBOUNDED))
    )
    assert before.max() > 2 * NUMBERS.listed
    assert after.max() <= 2 * NUMBERS.listed
    assert (after == 0).mean() <= 0.02


def test_no_price_takes_away_who_suits_far_better() -> None:
    assert np.abs(prices(crowded(100, 2.0), NUMBERS)).max() == NUMBERS.dearest


def test_where_attention_is_even_nobody_has_a_price() -> None:
    people = 40
    near = -np.abs((np.arange(people)[:, None] - np.arange(people)[None, :] + 20) % people - 20).astype(float)
    np.fill_diagonal(near, -np.inf)
    assert not prices(near, NUMBERS).any()


def test_in_a_small_roster_everyone_is_shown_anyway() -> None:
    assert not prices(crowded(NUMBERS.least_people - 1, 2.0), NUMBERS).any()


def test_a_roster_keeps_its_people_and_gets_prices() -> None:
    star = person("star", interests=["k8s", "Baking", "Python", "postgres"], bio="Kubernetes and Baking")
    crowd = [
        person(f"p{i}", interests=[("k8s", "Baking", "Python", "postgres")[i % 4]], bio=f"word{i} of mine")
        for i in range(NUMBERS.least_people)
    ]
    before = roster(star, *crowd)
    after = share_out(before, PARAMETERS)
    assert after.people == before.people
    assert after.discount.shape == (NUMBERS.least_people + 1,)
    assert after.discount[0] == after.discount.min() < 1
