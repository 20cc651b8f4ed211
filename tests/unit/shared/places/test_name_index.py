from hypothesis import given
from hypothesis import strategies as st

from shared.places.name_index import NameIndex


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 40_000)), max_size=40), st.text(max_size=3))
def test_a_name_leads_to_its_numbers_in_the_order_in_which_they_came(
    named: list[tuple[str, int]], other: str
) -> None:
    index = NameIndex(named)
    told: dict[str, list[int]] = {}
    for name, number in named:
        told.setdefault(name, []).append(number)

    assert {name: index.find(name) for name in told} == told
    assert index.find(other) == told.get(other, [])
    assert len(index) == len(named)
