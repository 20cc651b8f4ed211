from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.recommend.arms import Arm, arm_of, by_numbers, held_out, in_order, windows
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.parameters import Parameters
from tests.support.people import NOW, PARAMETERS

NUMBERS = PARAMETERS.learn
KEY = b"key"
DRAW = Draw.at(NOW, KEY)
LISTED = PARAMETERS.attention.listed
PEOPLE = [f"per_{i}" for i in range(4000)]
LEARNT: Parameters = PARAMETERS.model_copy(update={"model_version": "learnt"})


def test_one_in_twenty_is_held_out_for_good_and_one_in_twenty_in_random_order_for_a_week() -> None:
    draws = [Draw.at(NOW + timedelta(weeks=week), DRAW.key) for week in (0, 1)]
    arms = [{one: arm_of(one, draw, NUMBERS) for one in PEOPLE} for draw in draws]
    them = [{arm: {one for one in PEOPLE if week[one] is arm} for arm in Arm} for week in arms]
    assert them[0][Arm.HELD_OUT] == them[1][Arm.HELD_OUT]
    for arm, share in ((Arm.HELD_OUT, 0.05), (Arm.SHUFFLED, 0.025), (Arm.GROUPED, 0.05)):
        assert all(abs(len(week[arm]) / len(PEOPLE) - share) < 0.012 for week in them)
    for arm in (Arm.SHUFFLED, Arm.GROUPED):
        assert len(them[0][arm] & them[1][arm]) < 0.2 * len(them[0][arm])


def test_another_installation_holds_out_others() -> None:
    one, other = ({p for p in PEOPLE if held_out(p, key, NUMBERS)} for key in (b"one", b"other"))
    assert len(one & other) < 0.2 * len(one)


def test_those_held_out_keep_the_shipped_numbers() -> None:
    parts = by_numbers(PEOPLE, PARAMETERS, LEARNT, KEY)
    assert {version: numbers for version, (numbers, _) in parts.items()} == {
        PARAMETERS.model_version: PARAMETERS,
        "learnt": LEARNT,
    }
    assert parts[PARAMETERS.model_version][1] == {one for one in PEOPLE if held_out(one, KEY, NUMBERS)}
    assert parts["learnt"][1] | parts[PARAMETERS.model_version][1] == set(PEOPLE)
    assert by_numbers(PEOPLE, PARAMETERS, PARAMETERS, KEY) == {
        PARAMETERS.model_version: (PARAMETERS, frozenset(PEOPLE))
    }


@given(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=20), st.sampled_from(list(Arm)))
def test_a_list_changes_places_within_the_windows_of_its_arm_alone(order: list[str], arm: Arm) -> None:
    found = in_order(order, arm, "per_me", DRAW, LISTED)
    for window in windows(arm, LISTED):
        some = slice(window.start, window.stop)
        assert set(found[some]) == set(order[some])
    mixed = {place for window in windows(arm, LISTED) for place in window}
    assert [one for i, one in enumerate(found) if i not in mixed] == [
        one for i, one in enumerate(order) if i not in mixed
    ]
    assert in_order(order, arm, "per_me", DRAW, LISTED) == found


def test_all_shared_places_are_mixed_or_those_of_each_group() -> None:
    assert {arm: windows(arm, LISTED) for arm in Arm} == {
        Arm.SERVED: (),
        Arm.HELD_OUT: (),
        Arm.SHUFFLED: (range(10),),
        Arm.GROUPED: (range(5), range(5, 8), range(8, 10)),
    }
    assert [arm for arm in Arm if arm.is_random] == [Arm.SHUFFLED, Arm.GROUPED]


@pytest.mark.parametrize(("arm", "places"), [(Arm.SHUFFLED, range(10)), (Arm.GROUPED, range(5))])
def test_every_place_of_a_window_is_as_likely(arm: Arm, places: range) -> None:
    order = [f"other_{i}" for i in range(10)]
    found = Counter(in_order(order, arm, one, DRAW, LISTED).index("other_0") for one in PEOPLE)
    assert set(found) == set(places)
    assert all(abs(found[place] / len(PEOPLE) - 1 / len(places)) < 0.03 for place in places)
