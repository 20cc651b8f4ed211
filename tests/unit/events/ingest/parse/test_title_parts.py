"""A title keeps its words and loses the day that the start tells anyhow."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.parse.records.title_parts import TitleParts, parts_of_title
from tests.support.reading import calendar, read

DAY = date(2027, 9, 8)


@pytest.mark.parametrize(
    ("title", "name", "place"),
    [
        ("Lathes for all — Wed Sep 8, 2:00 PM — Old Mill", "Lathes for all", "Old Mill"),
        ("Lathes for all | Wednesday, 8 September 2027 at 18:30 | Old Mill", "Lathes for all", "Old Mill"),
        ("Lathes for all - 8 Sept 2027, 7pm - 9pm - Old Mill", "Lathes for all", "Old Mill"),
        ("Lathes — Wed Sep 8, 2:00 PM — Old Mill - Floor 2", "Lathes", "Old Mill - Floor 2"),
        ("Drehen für alle – Mi, 8. September, 19:30 Uhr", "Drehen für alle", None),
        ("Lathes – a talk - September 8th to September 10th", "Lathes – a talk", None),
        ("Lathes @ 09/08/2027", "Lathes", None),
        ("Meetup — Sep 8 — Lathes in practice", "Meetup — Lathes in practice", None),
        ("Sep 8 — Lathes", "Lathes", None),
        ("Lathes (Wed 9/8)", "Lathes", None),
        ("Wed Sep 8 2027: Lathes", "Lathes", None),
        ("Lathes, Wednesday, September 8, 2027", "Lathes", None),
        ("Lathes! Wed., September 8", "Lathes!", None),
        ("Ash Wednesday, September 8", "Ash Wednesday", None),
    ],
)
def test_a_part_that_is_only_the_day_is_taken_off(title: str, name: str, place: str | None) -> None:
    assert parts_of_title(title, DAY) == TitleParts(name, place)


@pytest.mark.parametrize(
    "title",
    [
        "Lathes — Thu Sep 9, 2:00 PM — Old Mill",
        "Remembering 8 September - a reading",
        "Lathes - 8",
        "Lathes 2027 - part 9",
        "Lathes - May the force",
        "Lathes - 9 of 8",
        "Lathes on Sep 8",
        "Lathes: Sep 8: a reading",
        "Lathes, September 8 and after",
    ],
)
def test_what_may_be_more_than_the_day_stays(title: str) -> None:
    assert parts_of_title(title, DAY) == TitleParts(title)


@given(st.text(alphabet=st.sampled_from("Sep 8—-|@:2027pm,ab"), max_size=40))
def test_the_parts_of_any_title_stand_in_it(title: str) -> None:
    parts = parts_of_title(title, DAY)
    assert all(piece in title for piece in parts.title.split(" — ") if piece.strip())
    assert parts.place is None or title.endswith(parts.place)


def test_the_place_of_a_title_is_that_of_a_listing_without_one() -> None:
    when, title = "DTSTART:20270908T140000", "SUMMARY:Lathes — Wed Sep 8, 2:00 PM — Old Mill"
    told = [f"{when}\n{title}", f"{when}\nLOCATION:Hall 3\n{title}"]
    found = [read(calendar(each)).listings[0] for each in told]
    assert [(it.title, it.place and it.place.venue) for it in found] == [
        ("Lathes", "Old Mill"),
        ("Lathes", "Hall 3"),
    ]
