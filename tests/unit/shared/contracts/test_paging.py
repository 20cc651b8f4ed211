"""A page names its way on twice: as an address, and as the parameter alone."""

from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.paging import CURSORS, Page


@given(st.sampled_from(CURSORS), st.text(min_size=1), st.text())
def test_the_parameter_is_the_one_in_the_address(name: str, cursor: str, words: str) -> None:
    page = Page[int](items=(1,), next="/v1/events?" + urlencode({"limit": 1, "q": words, name: cursor}))
    assert cursor == page.next_cursor
    assert cursor == page.model_dump()["next_cursor"]
    assert page == Page[int].model_validate_json(page.model_dump_json())


def test_the_last_page_and_one_that_is_told_by_an_id_alone_have_none() -> None:
    assert [None, None] == [Page[int](items=(), next=it).next_cursor for it in (None, "tie_01jd3c9m8q7v")]
