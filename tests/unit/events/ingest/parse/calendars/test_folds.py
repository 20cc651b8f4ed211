"""Lines of a calendar are unfolded and told apart the same, whether all of them end alike or not."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from services.events.ingest.parse.wire.contentlines import read_components, unfolded

PIECES = ("\r\n ", "\n ", "\n\t", "\r\n\t", "\r", "\n", " ", "a")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("a\r\n a\r\n b")
@example("a\n a\n b")
@example("a\n\r\n  b")
@example("a\r\r\n b")
@example("a\r\n b\n c")
def test_a_fold_goes_with_all_that_ends_its_line(text: str) -> None:
    assert unfolded(text.encode()) == re.sub(r"\r*\n[ \t]", "", text)


ENDS = ("\r\n", "\n", "\r")
LINES = st.lists(
    st.sampled_from(("X;P=1:a", 'X;P="a:b":c', "x:", "X", "X;ENCODING=QUOTED-PRINTABLE:=41", "X;P:", ":", ""))
)


@given(LINES, st.sampled_from(ENDS), st.sampled_from(ENDS))
def test_lines_are_told_apart_and_read_alike_whatever_ends_them(
    lines: list[str], end: str, other: str
) -> None:
    whole = ["BEGIN:VEVENT", *lines, "END:VEVENT"]
    found, mixed = (
        read_components(text) for text in (end.join(whole), other.join([*whole[:1], "", *whole[1:]]))
    )
    assert [it.properties for it in found] == [it.properties for it in mixed]
    assert [it.properties for it in found] == [
        [
            read
            for line in lines
            for it in read_components(f"BEGIN:VEVENT\r{line}\n")
            for read in it.properties
        ]
    ]
    (event,) = found
    for name in ("X", "Y"):
        told = [it for it in event.properties if it.name == name and it.value]
        assert event.first(name) == next(iter(told), None)
