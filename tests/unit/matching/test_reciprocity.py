import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.recommend.diversify import diversify, tie_break, worn
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.score import features, harmonic, score
from tests.support.people import PARAMETERS, person, roster

LIST = load_parameters().list
chances = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_the_harmonic_mean_is_symmetric_and_nothing_when_one_side_is(data: st.DataObject) -> None:
    one = np.array(data.draw(chances))
    other = np.array(data.draw(st.lists(st.floats(0, 1), min_size=len(one), max_size=len(one))))
    mean = harmonic(one, other)
    assert np.array_equal(mean, harmonic(other, one))
    assert np.all(mean[(one == 0) | (other == 0)] == 0)
    assert np.all((mean <= 2 * np.minimum(one, other) + 1e-12) & (mean >= 0))


def test_two_people_have_one_mutual_chance_whoever_asks() -> None:
    ana = person(
        "ana", interests=["k8s", "Baking"], needs=[{"kind": "learn", "text": "how to run Kubernetes"}]
    )
    ben = person("ben", interests=["k8s"], offers=[{"kind": "teach", "text": "Kubernetes from scratch"}])
    cleo = person("cleo", bio="I write about Nutrition.")
    here = roster(ana, ben, cleo)
    mutual = np.array([score(features(i, here, PARAMETERS), PARAMETERS.score).mutual for i in range(3)])
    assert np.allclose(mutual, mutual.T)
    assert mutual[0, 1] > mutual[0, 2]


def test_people_without_a_common_language_have_no_chance() -> None:
    ana = person("ana", interests=["k8s"], languages=[{"tag": "pt"}])
    ben = person("ben", interests=["k8s"], languages=[{"tag": "en"}, {"tag": "pt", "level": "A1"}])
    cleo = person("cleo", interests=["k8s"], languages=[{"tag": "pt-BR", "level": "B1"}])
    found = score(features(0, roster(ana, ben, cleo), PARAMETERS), PARAMETERS.score).mutual
    assert found[1] == 0
    assert found[2] > 0


def test_showing_somebody_again_and_again_wears_off() -> None:
    assert np.allclose(worn(np.array([0.4, 0.4, 0.4]), np.array([0.0, 3.0, 8.0])), [0.4, 0.2, 0.4 / 3])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0.01, 1), max_size=6))
def test_no_novelty_keeps_the_order(values: list[float]) -> None:
    ranked = [(f"per_{i}", value) for i, value in enumerate(sorted(values, reverse=True))]
    tastes = {name: {"~same": 1.0} for name, _ in ranked}
    assert diversify(ranked, tastes, 0.0, LIST) == tuple(name for name, _ in ranked)


def test_novelty_lets_the_like_of_the_first_yield() -> None:
    ranked = [("per_a", 0.5), ("per_b", 0.49), ("per_c", 0.4)]
    tastes = {"per_a": {"x": 1.0}, "per_b": {"x": 1.0}, "per_c": {"y": 1.0}}
    assert diversify(ranked, tastes, 1.0, LIST) == ("per_a", "per_c", "per_b")


def test_equals_are_ordered_differently_for_different_readers() -> None:
    def order(viewer: str) -> tuple[str, ...]:
        return tuple(sorted((f"per_{i}" for i in range(8)), key=lambda one: tie_break(b"k", viewer, one)))

    assert order("per_x") == order("per_x") != order("per_y")
