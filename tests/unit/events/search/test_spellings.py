"""The few words that may be a slip or two from another."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from services.events.search.spellings import LONGEST_WORD, Spellings

_TYPED = st.text(alphabet="abzß0k\u0161\u4e2d\U0001f600", min_size=1, max_size=7)
_LONG = st.text(alphabet="ab", min_size=LONGEST_WORD - 1, max_size=LONGEST_WORD)


@given(st.sets(_TYPED | _LONG, max_size=12), _TYPED | _LONG)
def test_no_word_at_so_many_slips_is_passed_over(words: set[str], typed: str) -> None:
    spellings, slips = Spellings(words), {word: OSA.distance(typed, word) for word in words}
    assert {word for word in words if slips[word] <= 1} <= set(spellings.one_slip(typed))
    assert {word for word in words if slips[word] <= 2} <= set(spellings.two_slips(typed))


def test_few_words_are_compared_letter_by_letter() -> None:
    words = Spellings(["meetup", "meteup", "museum", "metup", "rust", "meetups", "kubernetes"])
    assert ["metup", "meetup", "meteup", "meetups"] == words.one_slip("meetup")
    assert ["metup", "meetup", "meteup", "museum", "meetups"] == words.two_slips("meetup")
