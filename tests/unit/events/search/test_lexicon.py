"""Mending slips of the pen from the words that events use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.search.lexicon import (
    Lexicon,
    commoner,
    mends,
    together,
    weights,
)
from services.events.search.wording import Group, mended, mended_text

WORDS = {"kubernetes": 40, "kubernauts": 2, "rust": 90, "trust": 10, "days": 300, "server": 8, "open": 50,
         "source": 50, "nursing": 25, "2027": 500}  # fmt: skip
LEXICON = Lexicon(WORDS, 1000)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kubernets", ("kubernetes",)),  # one letter missing
        ("kubernetees", ("kubernetes",)),  # one too many
        ("kubernitis", ("kubernetes",)),  # two wrong
        ("rsut", ("rust",)),  # two swapped
        ("nurisng", ("nursing",)),
        ("opensource", ("open source",)),  # a space missing
        ("trustopensource", ("trust open source",)),
        ("rustjs", ("rust js",)),  # before a word too short to be counted
        ("trsust", ("trust",)),  # of six letters one is wrong, not two: `cursos` is no slip of `curios`
        ("tsrsut", ()),
        ("rust2029", ("rust",)),  # a year behind it
        ("kubernetsx", ("kubernetes",)),
        ("rus", ("rust",)),
        ("xylophone", ()),
        ("ab", ()),
        ("x" * 5000, ()),
    ],
)
def test_what_was_meant(typed: str, meant: tuple[str, ...]) -> None:
    assert meant == LEXICON.meant(typed)


def test_of_words_as_near_the_same_first_letter_counts_and_then_how_common_they_are() -> None:
    assert ("trust", "rust") == Lexicon({"rust": 90, "trust": 10}, 100).meant("tust")
    assert ("hack", "hock") == Lexicon({"hock": 3, "hack": 9, "jack": 90}, 100).meant("heck")[:2]


def test_only_words_that_no_event_uses_are_mended() -> None:
    wording = (
        Group("kubernets"),
        Group("day"),
        Group("2031"),
        Group("wien", ("vienna",)),
        Group("nurs", is_open=True),
    )
    assert (("kubernets", ("kubernetes",)),) == mends(wording, LEXICON)


def test_a_mended_group_is_met_by_what_was_meant_or_typed() -> None:
    found = mends((Group("rsut"), Group("days")), LEXICON)
    assert (Group("rsut", ("rust",)), Group("days")) == mended((Group("rsut"), Group("days")), found)
    assert "rust days" == mended_text("Rsut Days", found)


def test_words_that_events_write_as_one_are_meant_as_one_the_longest_first() -> None:
    lexicon = Lexicon({"devops": 9, "devopsdays": 5, "days": 300, "inthe": 3}, 1000)
    wording = (Group("dev"), Group("ops"), Group("days"), Group("graz"))
    found = together(wording, lexicon)
    assert (("dev ops days", ("devopsdays",)), ("dev ops", ("devops",))) == found
    assert (Group("dev ops days", ("devopsdays",)), Group("graz")) == mended(wording, found)
    assert "devopsdays graz" == mended_text("Dev-Ops Days Graz", found)
    small = (Group("in", is_optional=True), Group("the", is_optional=True))
    assert ((), wording) == (together(small, lexicon), mended(wording, ()))


def test_rare_words_are_most_of_a_query_and_small_words_are_nothing() -> None:
    rare, common, small = weights(
        (Group("kubernauts"), Group("days"), Group("the", is_optional=True)), LEXICON
    )
    assert (True, 0.0) == (rare > 3 * common, small)
    unknown = (Group("xyzzy"), Group("the", is_optional=True), Group("plugh"))
    assert (0.5, 0.0, 0.5) == weights(unknown, LEXICON)


def test_a_sort_of_gathering_or_whom_it_is_for_is_half_of_a_word() -> None:
    lexicon = Lexicon({"rust": 10, "meetup": 10, "dinner": 10}, 1000)
    assert (0.6667, 0.3333) == weights((Group("rust"), Group("meetup")), lexicon)
    assert (0.6667, 0.3333) == weights((Group("rust"), Group("dinner", ("beginners",))), lexicon)
    assert (0.5, 0.5) == weights((Group("rust"), Group("dinner")), lexicon)


def test_a_slip_is_likely_where_it_is_far_commoner_than_what_was_found() -> None:
    slips = (("kubernots", ("kubernauts",)), ("kidz", ("kid",)))
    lexicon = Lexicon({"kubernauts": 4, "kid": 3}, 1000)
    assert (slips[:1], ()) == (commoner(slips, lexicon, than=1), commoner(slips, lexicon, than=2))


def test_texts_may_have_a_word_some_times_more_often_than_it_is_counted() -> None:
    lexicon = Lexicon({"rust": 10, "meetup": 400}, 1000)
    shares = [lexicon.at_most(word) for word in ("rust", "meetup", "unheard", "go", "2027")]
    assert ([0.04, 1.0, 0.004, 1.0, 1.0], 1.0) == (shares, Lexicon({}, 0).at_most("rust"))


@given(st.lists(st.text(alphabet="abcrstu", min_size=1, max_size=6), min_size=1, max_size=6))
def test_shares_are_together_one(typed: list[str]) -> None:
    assert abs(sum(weights(tuple(Group(word) for word in typed), LEXICON)) - 1) < 0.01


def test_words_too_short_to_be_counted_do_not_make_a_phrase_tell_nothing() -> None:
    groups = (Group("ai", ("rust as trust",)), Group("zebra", ("zebra or not",)))
    assert [10, 0] == [LEXICON.events_with((it.typed, *it.others)) for it in groups]
    assert (1.0, 0.0) == weights(groups, LEXICON)


def test_a_word_that_texts_have_often_tells_less_than_its_titles_say() -> None:
    groups = (Group("trust"), Group("kubernauts"))
    alone, beside = (
        weights(groups, LEXICON),
        weights(groups, LEXICON, lambda it: 0.4 if it.typed == "kubernauts" else 0.0),
    )
    assert alone[0] < alone[1]
    assert beside[0] > beside[1]
