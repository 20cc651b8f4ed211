import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.recommend.allocate.exposure import gini, told


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([3, 3, 3, 3], 0.0), ([0, 0, 0, 8], 0.75), ([], 0.0), ([0, 0], 0.0), ([1, 3], 0.25)],
)
def test_the_gini_index_of_known_counts(counts: list[int], expected: float) -> None:
    assert gini(counts) == pytest.approx(expected)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=60), st.integers(1, 9))
def test_it_lies_in_its_range_whatever_the_order_and_the_scale(counts: list[int], scale: int) -> None:
    index = gini(counts)
    assert -1e-12 <= index < 1
    assert gini(sorted(counts, reverse=True)) == pytest.approx(index)
    assert gini([scale * count for count in counts]) == pytest.approx(index)
    assert gini([count + 5 for count in counts]) <= index + 1e-12


@pytest.mark.parametrize(("people", "seen"), [(0, 0), (1, None), (9, None), (10, 10), (250, 250)])
def test_small_numbers_are_withheld(people: int, seen: int | None) -> None:
    assert told(people) == seen
