"""How many events have the words of a search, told from how common the commonest words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.search.frequency import Frequencies
from services.events.search.wording import Group, Wording

SHARES = {
    "meetup": 0.5,
    "python": 0.2,
    "database": 0.03,
    "databas": 0.04,
    "dataset": 0.1,
    "new": 0.1,
    "york": 0.02,
}
FREQUENCIES = Frequencies(SHARES)


@pytest.mark.parametrize(
    ("wording", "share"),
    [
        ((Group("python"),), 0.2),
        ((Group("meetups"),), 0.5),  # by its stem
        ((Group("databases"),), 0.04),
        ((Group("xylophone"),), 0.01),  # half of what the rarest has that is known
        ((Group("python"), Group("meetup")), 0.1),
        ((Group("python"), Group("the", is_optional=True)), 0.2),
        ((Group("big apple", ("new york",)),), 1 - (1 - 0.01**2) * (1 - 0.1 * 0.02)),
        ((Group("datas", is_open=True),), 1 - 0.99 * 0.9),
        ((Group("python", is_open=True),), 0.2),  # nothing longer begins with it
    ],
)
def test_in_what_share_of_events_words_stand(wording: Wording, share: float) -> None:
    assert pytest.approx(share) == FREQUENCIES.share(wording)


def test_a_rare_word_is_no_commoner_than_is_known_of_it() -> None:
    known = Frequencies(SHARES, at_most={"bees": 0.001, "yaks": 0.5, "yak": 0.5, "bee": 0.0}.__getitem__)
    assert pytest.approx([0.001, 0.01]) == [known.share((Group(it),)) for it in ("bees", "yaks")]


def test_a_beginning_is_as_common_as_all_that_begin_so_together() -> None:
    known = Frequencies(SHARES, {"pyth": 0.3, "datas": 0.05})
    shares = [known.share((Group(typed, is_open=True),)) for typed in ("pyth", "datas")]
    assert pytest.approx([0.3, 1 - 0.99 * 0.9]) == shares
    assert pytest.approx(0.01) == known.share((Group("pyth"),))


def test_what_is_known_to_be_common_is_told_by_common_words_alone() -> None:
    known = Frequencies(SHARES, {"pyth": 0.3})
    common = [Group("meetups"), Group("new york"), Group("apple", ("new york",)), Group("pyth", is_open=True)]
    rare = [Group("xylophone"), Group("new jersey"), Group("apple"), Group("pyth")]
    assert [True] * 4 + [False] * 4 == [known.lists(group) for group in (*common, *rare)]


@given(st.lists(st.sampled_from([*SHARES, "bees"]).map(Group), max_size=5).map(tuple))
def test_each_word_more_leaves_no_more_events(wording: Wording) -> None:
    shares = [FREQUENCIES.share(wording[:length]) for length in range(len(wording) + 1)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


def test_nothing_is_common_before_an_analysis() -> None:
    assert 0 == Frequencies({}).share((Group("python"),))
