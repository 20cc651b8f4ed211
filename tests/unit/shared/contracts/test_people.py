"""What a person says of themselves."""

from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.people import HomePlace, Profile


@given(st.text(max_size=60).filter(lambda said: said.strip()))
def test_what_stands_in_a_line_has_no_breaks(said: str) -> None:
    text = said[:60]
    made = Profile(
        display_name=text, headline=text, organisation=text, place=HomePlace(city=text), bio=f"a\r\n{text}"
    )
    assert made.place is not None
    lines = {made.display_name, made.headline, made.organisation, made.place.city}
    assert lines == {" ".join(text.split())}
    assert (made.bio or "").startswith("a\r\n")
