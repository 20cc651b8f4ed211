"""What is learnt of invented worlds whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.evaluation.learning_world import World, showings
from services.matching.learn.contest import contest
from services.matching.learn.flow import fitted_to
from services.matching.learn.learnt import Learnt, learnt, mutual, weights_of
from services.matching.learn.position import Looks, looks
from services.matching.learn.refit import NAMES, ready, refit
from services.matching.learn.showings import Showings, label_of
from services.matching.learn.uplift import Counted, uplift
from tests.support.people import PARAMETERS

NUMBERS, SHIPPED, PLACES = PARAMETERS.learn, PARAMETERS.score, PARAMETERS.attention.listed[-1]
TRUTH = SHIPPED.model_copy(
    update={"bias": -2.5, "interest": 3.5, "preference": 1.0, "their_value": 1.2, "my_value": 1.6}
)
WORLD = World(TRUTH, SHIPPED, fade=1.0, people=600)


def learnt_from(log: Showings) -> dict[str, float]:
    weights = refit(ready(log, looks(log, PLACES, NUMBERS), NUMBERS), weights_of(SHIPPED), NUMBERS)
    return dict(zip(NAMES, weights.tolist(), strict=True))


def test_the_refit_finds_the_weights_by_which_people_like() -> None:
    log = showings(WORLD, seed=1)
    assert learnt_from(log) == pytest.approx(TRUTH.model_dump(), abs=0.5)


@pytest.mark.parametrize(
    "world",
    [
        replace(WORLD, fade=0.3),
        replace(WORLD, fade=1.7),
        replace(WORLD, looks=(1.0, 1.0, 1.0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2)),
    ],
)
def test_how_places_are_looked_at_is_told_by_lists_in_random_order(world: World) -> None:
    found = looks(showings(replace(world, people=2000), seed=2), PLACES, NUMBERS)
    off = (found.log - np.log(world.seen)) / np.sqrt(np.diag(found.spread) + 1e-12)
    assert np.abs(off[1:]).max() < 3
    assert np.exp(found.log) == pytest.approx(world.seen, rel=0.3, abs=0.03)


def test_a_short_log_tells_of_places_what_is_assumed() -> None:
    none = showings(replace(WORLD, people=120, shuffled=0.0, grouped=0.0), seed=2)
    assert np.exp(looks(none, PLACES, NUMBERS).log) == pytest.approx(np.arange(1, 11) ** -NUMBERS.fade)


def test_places_fool_a_plain_fit_and_not_this_one() -> None:
    log = showings(WORLD, seed=3)
    off = {name: abs(value - getattr(TRUTH, name)) for name, value in learnt_from(log).items()}
    looked = ready(log, Looks(np.zeros(10), np.zeros((10, 10))), NUMBERS)
    plain = dict(zip(NAMES, refit(looked, weights_of(SHIPPED), NUMBERS).tolist(), strict=True))
    wide = {name: abs(value - getattr(TRUTH, name)) for name, value in plain.items()}
    assert max(wide.values()) > 2.0
    assert sum(wide.values()) > 3 * sum(off.values())


def test_a_better_challenger_takes_over() -> None:
    fitted = fitted_to(showings(WORLD, seed=4), PARAMETERS, PARAMETERS, "next")
    assert fitted is not None
    assert (fitted.report.won, fitted.report.people, fitted.report.showings) == (True, 600, 48_000)
    assert fitted.report.calibration_error < 0.05
    again = fitted_to(showings(WORLD, seed=5), fitted.learnt.over(PARAMETERS), PARAMETERS, "after")
    assert again is not None
    assert not again.report.won


def test_noise_makes_no_challenger_win() -> None:
    still = replace(WORLD, truth=SHIPPED, people=150, pool=20)
    won = 0
    for seed in range(12):
        log = showings(still, seed)
        found = contest(log, looks(log, PLACES, NUMBERS), weights_of(SHIPPED), weights_of(SHIPPED), NUMBERS)
        won += found.sure(NUMBERS) > 0
    assert won == 0


def test_too_few_people_teach_nothing() -> None:
    assert fitted_to(showings(replace(WORLD, people=299), 6), PARAMETERS, PARAMETERS, "next") is None
    silent = showings(replace(WORLD, people=320), 7)
    nobody = replace(silent, liked=np.zeros_like(silent.liked))
    assert fitted_to(nobody, PARAMETERS, PARAMETERS, "next") is None


def test_no_weight_but_the_bias_is_ever_below_zero() -> None:
    against = showings(replace(WORLD, truth=SHIPPED.model_copy(update={"my_value": -3.0}), people=400), 8)
    found = learnt_from(against)
    assert found["my_value"] == pytest.approx(0.0, abs=1e-9)
    assert min(value for name, value in found.items() if name != "bias") >= 0


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ((), False),
        (("useful",), True),
        (("asked",), True),
        (("asked", "accepted", "met"), True),
        (("hide",), False),
        (("wrong_topic",), False),
        (("not_now",), None),
        (("know_them",), None),
        (("not_now", "useful"), True),
    ],
)
def test_what_an_answer_says_of_a_suggestion(answers: tuple[str, ...], label: bool | None) -> None:
    assert label_of(answers) is label


def test_bands_hold_the_same_share_of_what_was_shown() -> None:
    log = showings(WORLD, seed=9)
    fitted = fitted_to(log, PARAMETERS, PARAMETERS, "next")
    assert fitted is not None
    now = fitted.learnt.over(PARAMETERS)
    assert now.model_version == "next"
    for band in ("strong", "good"):
        before = np.mean(mutual(log, SHIPPED) >= getattr(PARAMETERS.list, band))
        after = np.mean(mutual(log, now.score) >= getattr(now.list, band))
        assert after == pytest.approx(before, abs=0.01)


def test_a_release_with_other_numbers_takes_its_own_again() -> None:
    old = Learnt("2020-01.1+4", "2020-01.1", TRUTH, 0.5, 0.4)
    assert old.over(PARAMETERS) is PARAMETERS


SMALL = showings(replace(WORLD, people=1000, weeks=4), 10)


def served(log: Showings) -> Learnt:
    weights = refit(ready(log, looks(log, PLACES, NUMBERS), NUMBERS), PRIOR, NUMBERS)
    return learnt("next", weights, log, PARAMETERS, PARAMETERS.model_version)


PRIOR = weights_of(SHIPPED)
AS_IT_IS = served(SMALL)
NOTHING = {"their_value": 0.0, "my_value": 0.0, "preference": 0.0, "interest": 0.25}
"""What an input is where nothing is known of somebody."""


@settings(max_examples=25)
@given(st.integers(0, 999), st.sampled_from(sorted(NOTHING)))
def test_one_field_of_one_person_is_not_to_be_read_from_the_weights(person: int, name: str) -> None:
    # differencing: a weight that lies just between two steps may take the next, and tells no more
    there, back = SMALL.there.copy(), SMALL.back.copy()
    there[SMALL.people == person, NAMES.index(name)] = NOTHING[name]
    back[SMALL.people == person, NAMES.index(name)] = NOTHING[name]
    without = served(replace(SMALL, there=there, back=back))
    assert np.abs(weights_of(without.score) - weights_of(AS_IT_IS.score)).max() < 0.11


@settings(max_examples=25)
@given(st.integers(0, 999))
def test_a_person_less_is_not_to_be_read_from_the_weights(person: int) -> None:
    without = served(SMALL.only(SMALL.people != person))
    assert np.abs(weights_of(without.score) - weights_of(AS_IT_IS.score)).max() < 0.11


def test_uplift_is_told_with_its_interval_and_withheld_for_few() -> None:
    chance = np.random.default_rng(11)

    def crowd(people: int, rate: float) -> list[Counted]:
        return [Counted(20, int(chance.binomial(20, rate))) for _ in range(people)]

    found = uplift(crowd(3000, 0.12), crowd(300, 0.08))
    assert found is not None
    assert found.low < 0.04 < found.high
    assert found.low > 0
    assert found.gain == pytest.approx(found.served.rate - found.held_out.rate)
    assert uplift(crowd(3000, 0.12), crowd(9, 0.08)) is None
