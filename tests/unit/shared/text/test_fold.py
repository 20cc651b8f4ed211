from hypothesis import given
from hypothesis import strategies as st

from shared.text import fold


def test_case_accents_and_look_alikes_go() -> None:
    assert fold("Zürich") == "zurich"
    assert fold("Łódź") == "lodz"
    assert fold("STRASSE") == fold("straße") == "strasse"
    assert fold("ﬁntech") == "fintech"
    assert fold("São Tomé – Smørrebrød") == "sao tome – smorrebrod"


def test_marks_that_carry_meaning_stay() -> None:
    assert fold("ドローン") == "ドローン"
    assert fold("हिन्दी") == "हिन्दी"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_only_lose_their_case(text: str) -> None:
    assert fold(text) == text.lower()
