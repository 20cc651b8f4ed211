import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.recommend.arrays import TwoWay
from services.matching.recommend.score.best import tie_break, worn
from services.matching.recommend.score.score import chances, harmonic
from tests.support.people import PARAMETERS, person, roster

logit = st.just(-np.inf) | st.floats(-30, 30)
logits = st.lists(logit, min_size=1, max_size=8)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_the_harmonic_mean_is_symmetric_and_nothing_when_one_side_is(data: st.DataObject) -> None:
    one = np.array(data.draw(logits), dtype=np.float32)
    other = np.array(data.draw(st.lists(logit, min_size=len(one), max_size=len(one))), dtype=np.float32)
    mean = harmonic(TwoWay(one, other))
    p, q = (1 / (1 + np.exp(-z.astype(float))) for z in (one, other))
    assert np.array_equal(mean, harmonic(TwoWay(other, one)))
    assert np.all(mean[(one == -np.inf) | (other == -np.inf)] == 0)
    assert np.allclose(mean, np.divide(2 * p * q, p + q, out=np.zeros_like(p), where=p + q > 0))


def test_two_people_have_one_mutual_chance_whoever_asks() -> None:
    ana = person(
        "ana", interests=["k8s", "Baking"], needs=[{"kind": "learn", "text": "how to run Kubernetes"}]
    )
    ben = person("ben", interests=["k8s"], offers=[{"kind": "teach", "text": "Kubernetes from scratch"}])
    cleo = person("cleo", bio="I write about Nutrition.")
    here = roster(ana, ben, cleo)
    mutual = chances(np.arange(3), here, PARAMETERS)
    assert np.allclose(mutual, mutual.T)
    assert mutual[0, 1] > mutual[0, 2]


def test_people_without_a_common_language_have_no_chance() -> None:
    ana = person("ana", interests=["k8s"], languages=[{"tag": "pt"}])
    ben = person("ben", interests=["k8s"], languages=[{"tag": "en"}, {"tag": "pt", "level": "A1"}])
    cleo = person("cleo", interests=["k8s"], languages=[{"tag": "pt-BR", "level": "B1"}])
    found = chances(np.array([0]), roster(ana, ben, cleo), PARAMETERS)
    assert found[0, 1] == 0
    assert found[0, 2] > 0


def test_who_goes_to_what_is_held_in_a_language_understands_it_after_all_if_not_well() -> None:
    ana = person("ana", interests=["k8s"], languages=[{"tag": "pt"}])
    ben = person("ben", interests=["k8s"], languages=[{"tag": "en"}])
    cleo = person("cleo", interests=["k8s"], languages=[{"tag": "pt-BR"}])
    dan = person("dan", interests=["k8s"], languages=[{"tag": "fr"}])
    everyone = (ana, ben, cleo, dan)

    def of_ana(*languages: str) -> list[float]:
        found = chances(np.arange(4), roster(*everyone, languages=languages), PARAMETERS)
        assert np.allclose(found, found.T)
        return [round(float(one), 3) for one in found[0]]

    none, english, both = of_ana(), of_ana("en-GB"), of_ana("en", "pt")
    assert none[1] == none[3] == 0
    assert 0 < english[1] == english[3] < english[2] == none[2]
    assert both[1] == 0, "she goes for the Portuguese of it"


def test_showing_somebody_again_and_again_wears_off() -> None:
    assert [worn(0.4, times) for times in (0, 3, 8)] == pytest.approx([0.4, 0.2, 0.4 / 3])


def test_equals_are_ordered_differently_for_different_readers() -> None:
    def order(viewer: str) -> tuple[str, ...]:
        return tuple(sorted((f"per_{i}" for i in range(8)), key=lambda one: tie_break(b"k", viewer, one)))

    assert order("per_x") == order("per_x") != order("per_y")
