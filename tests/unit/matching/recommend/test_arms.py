from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.matching.recommend.arms import Arm, arm_of, by_numbers, held_out, in_order
from services.matching.recommend.parameters import Parameters
from tests.support.people import NOW, PARAMETERS

NUMBERS = PARAMETERS.learn
KEY = b"key"
PEOPLE = [f"per_{i}" for i in range(4000)]
LEARNT: Parameters = PARAMETERS.model_copy(update={"model_version": "learnt"})


def test_one_in_twenty_is_held_out_for_good_and_one_in_twenty_shuffled_for_a_week() -> None:
    arms = [
        Counter(arm_of(one, NOW + timedelta(weeks=week), KEY, NUMBERS) for one in PEOPLE) for week in (0, 1)
    ]
    assert arms[0][Arm.HELD_OUT] == arms[1][Arm.HELD_OUT]
    for week in arms:
        assert abs(week[Arm.HELD_OUT] / len(PEOPLE) - 0.05) < 0.012
        assert abs(week[Arm.SHUFFLED] / len(PEOPLE) - 0.05) < 0.012
    mixed = [
        {one for one in PEOPLE if arm_of(one, NOW + timedelta(weeks=week), KEY, NUMBERS) is Arm.SHUFFLED}
        for week in (0, 1)
    ]
    assert len(mixed[0] & mixed[1]) < 0.2 * len(mixed[0])


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
def test_a_list_keeps_its_people_and_only_a_shuffled_one_changes_its_first_places(
    order: list[str], arm: Arm
) -> None:
    found = in_order(order, arm, "per_me", NOW, KEY, NUMBERS)
    first = NUMBERS.shuffled_places
    assert set(found[:first]) == set(order[:first])
    assert list(found[first:]) == order[first:]
    assert arm is Arm.SHUFFLED or list(found) == order
    assert in_order(order, arm, "per_me", NOW, KEY, NUMBERS) == found


def test_every_place_of_a_shuffled_list_is_as_likely() -> None:
    order = [f"other_{i}" for i in range(5)]
    places = Counter(in_order(order, Arm.SHUFFLED, one, NOW, KEY, NUMBERS).index("other_0") for one in PEOPLE)
    assert all(abs(places[place] / len(PEOPLE) - 0.2) < 0.03 for place in range(5))
