"""Laws of ids, distances and cursors."""

from datetime import UTC, datetime
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.errors import AppError
from shared.kernel.geo import EARTH_RADIUS_KM, Point, distance_km, latitude_band
from shared.kernel.ids import encode, id_factory, is_id, uuid7
from shared.web.cursor import decode_cursor, encode_cursor

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
instants = st.integers(0, 2**48 - 1)
randomness = st.integers(0, 2**74 - 1)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(instants, randomness)
def test_an_id_has_the_form_of_its_prefix_only(milliseconds: int, bits: int) -> None:
    made = encode("evt", uuid7(milliseconds, bits))

    assert is_id(made, "evt")
    assert not is_id(made, "per")
    assert not is_id(made + "0", "evt")


@given(st.tuples(instants, randomness), st.tuples(instants, randomness))
def test_ids_sort_as_their_instants(first: tuple[int, int], second: tuple[int, int]) -> None:
    numbers = [uuid7(*first), uuid7(*second)]
    texts = [encode("evt", number) for number in numbers]

    assert (first[0] < second[0]) <= (texts[0] < texts[1])
    assert sorted(texts) == [encode("evt", number) for number in sorted(numbers)]


def test_an_id_is_a_uuid_of_version_7() -> None:
    number = uuid7(0x017F22E279B0, 0xCC3 << 62 | 0x18C4DC0C0C07398F)

    assert f"{number:032x}" == "017f22e279b07cc398c4dc0c0c07398f"  # RFC 9562, appendix A.6


def test_minting_takes_time_and_chance_from_outside() -> None:
    mint = id_factory(lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), lambda _bits: 5)

    assert mint("per") == mint("per")
    assert is_id(mint("per"), "per")


@given(points, points)
def test_distance_is_symmetric_and_bounded(a: Point, b: Point) -> None:
    there, back = distance_km(a, b), distance_km(b, a)

    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= pi * EARTH_RADIUS_KM + 1e-6
    assert distance_km(a, a) == 0


def test_distance_from_berlin_to_munich() -> None:
    assert distance_km(Point(52.52, 13.405), Point(48.137, 11.575)) == pytest.approx(504, abs=2)


@given(points, points, st.floats(1, 2000))
def test_whatever_is_within_the_radius_is_within_the_band(a: Point, b: Point, radius_km: float) -> None:
    south, north = latitude_band(a, radius_km)

    assert distance_km(a, b) > radius_km or south - 1e-9 <= b.lat <= north + 1e-9


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_a_cursor_comes_back_as_it_went(position: dict[str, object]) -> None:
    assert decode_cursor(encode_cursor(position)) == position


@given(st.text(max_size=40) | st.just("A" * 3000))
def test_any_text_is_a_cursor_or_a_bad_cursor(text: str) -> None:
    try:
        position = decode_cursor(text)
    except AppError as error:
        assert error.code == "bad_cursor"
    else:
        assert isinstance(position, dict)
