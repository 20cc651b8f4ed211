"""Which names are one but for a slip of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.compare.block import lookup_keys, own_keys
from services.events.ingest.resolve.titles.slips import (
    could_be_slip,
    is_slip,
    is_slip_here,
    known,
    paired,
    slips_among,
)
from tests.support.listings import listing


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("pycon", "pycno", True),
        ("pycon", "pyycon", True),
        ("euroku", "euruko", True),
        ("rubykaigi", "rubykiagi", True),
        ("conference", "conferense", True),
        ("shift", "swift", False),
        ("jsday", "csday", False),
        ("aiday", "apiday", False),
        ("painting", "printing", False),
        ("web2day", "web3day", False),
        ("goto", "gtoo", False),
    ],
)
def test_letters_change_places_or_stand_twice_and_short_names_are_no_slips(
    one: str, other: str, *, slip: bool
) -> None:
    assert [slip, slip] == [is_slip(one, other), is_slip(other, one)]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("pycn", "pycon", True),
        ("fsdem", "fosdem", True),
        ("goto", "gtoo", True),
        ("euorpython", "europthon", True),
        ("jsday", "csday", False),
        ("acl", "eacl", False),
        ("shift", "shaft", False),
        ("webday2", "webday", False),
        ("graphday", "graphqlday", False),
    ],
)
def test_in_one_town_and_the_same_days_less_tells_enough(one: str, other: str, *, slip: bool) -> None:
    assert [slip, slip] == [is_slip_here(one, other), is_slip_here(other, one)]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("pycon", "pycno", True),
        ("letter", "lettre", True),
        ("letter", "leter", True),
        ("letter", "better", False),
        ("pottery", "poetry", False),
        ("ai", "api", False),
    ],
)
def test_beside_long_words_in_common_a_slip_must_be_one(one: str, other: str, *, slip: bool) -> None:
    assert [slip, slip] == [could_be_slip(one, other), could_be_slip(other, one)]


def test_words_are_paired_each_with_one() -> None:
    names = (["pythno", "pizza"], ["python", "pyhton"])
    assert paired(*names) == paired(*reversed(names)) == {"pyhton": "pyhton", "pythno": "pyhton"}


@given(st.text("ab", max_size=30), st.lists(st.text("ab", max_size=30)))
def test_slips_among_words_are_those_that_are_slips_one_by_one(word: str, words: list[str]) -> None:
    assert slips_among(word, known(words)) == [it for it in words if is_slip(word, it)]


@given(st.text("bdgkmpqz", min_size=6, max_size=12), st.integers(0, 10))
def test_a_name_is_found_though_two_neighbours_changed_places(name: str, at: int) -> None:
    at = min(at, len(name) - 2)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert own_keys(listing(name)) & lookup_keys(listing(swapped))


@given(st.text("bdgkmpqz", min_size=5, max_size=12), st.integers(1, 10))
def test_a_name_is_found_though_a_letter_is_left_out(name: str, at: int) -> None:
    at = min(at, len(name) - 2)
    assert own_keys(listing(name)) & lookup_keys(listing(name[:at] + name[at + 1 :]))
