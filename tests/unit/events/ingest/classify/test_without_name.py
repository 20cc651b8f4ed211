"""The name of a place is taken out of a text where it stands as words of its own, and nowhere else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.classify.classify import without_name

SIGNS = "ab_é1 -."


@given(st.text(SIGNS, max_size=40), st.text(SIGNS, min_size=1, max_size=3))
def test_a_name_goes_where_no_letter_touches_it(text: str, name: str) -> None:
    assert without_name(text, name) == re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
