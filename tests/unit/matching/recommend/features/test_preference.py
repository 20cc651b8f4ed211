import numpy as np

from services.matching.recommend.features.preference import build_preference_index
from tests.support.people import PARAMETERS, person, roster

FIRST = np.array([0])


def test_a_preference_is_one_sided() -> None:
    wants = [{"calm": 1.0}, {"fun": 1.0}, {}]
    gives = [{"fun": 9.0, "calm": 1.0}, {"fun": 1.0, "calm": 1.0}, {"fun": 5.0, "calm": 4.0}]
    index = build_preference_index(wants, gives, PARAMETERS.preference)
    of_second = index.of(np.array([1]))
    assert np.argsort(of_second.there[0]).tolist() == [1, 2, 0]
    assert of_second.back[0, 2] == 0
    assert np.allclose(index.of(FIRST).back[0, 1], of_second.there[0, 0])


def test_wanting_what_all_have_moves_nobody() -> None:
    index = build_preference_index([{"calm": 1.0}] * 3, [{"calm": 3.0}] * 3, PARAMETERS.preference)
    assert not index.of(FIRST).there.any()
    assert not index.of(FIRST).back.any()


def test_who_tells_nothing_of_themselves_counts_as_usual_and_moves_no_norm() -> None:
    wants = [{"calm": 0.5, "fun": 0.5}] * 5
    told = [{"calm": 2.0, "fun": 1.0}, {"calm": 4.0, "fun": 5.0}, {"fun": 3.0}]
    with_some = build_preference_index(wants, [*told, {}, {}], PARAMETERS.preference)
    without = build_preference_index(wants[:3], told, PARAMETERS.preference)
    assert with_some.of(FIRST).there[0, 3:].tolist() == [0.0, 0.0]
    assert np.array_equal(with_some.of(FIRST).there[0, :3], without.of(FIRST).there[0])
    assert with_some.of(FIRST).there[0, 2] < 0, "who tells of one quality alone has none of the other"


def test_nobody_says_what_they_want() -> None:
    index = build_preference_index([{}, {}], [{}, {}], PARAMETERS.preference)
    assert index.of(FIRST).there.tolist() == [[0.0, 0.0]]


def test_people_of_like_values_like_one_another_the_more_unless_they_hide_them() -> None:
    crowd = [person(f"p{i}", values=["Thrift"]) for i in range(6)]
    shown, hidden = (
        roster(person("ana", values=["Candour"]), person("ben", values=[" candour"], **fields), *crowd)
        for fields in ({}, {"visibility": {"values": "hidden"}})
    )
    assert shown.preference.of(FIRST).there[0, 1] > 0 == hidden.preference.of(FIRST).there[0, 1]
    assert shown.preference.of(FIRST).back[0, 1] > 0 == hidden.preference.of(FIRST).back[0, 1]
