"""Days and hours in a title are no part of the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.titles.dates import undated
from services.events.ingest.resolve.titles.title import dissect


@pytest.mark.parametrize(
    "title",
    [
        "RailsConf, 12 May 2027",
        "RailsConf | May 12\u201314, 2027",
        "RailsConf (30 May - 2 June)",
        "12.05.2027 RailsConf",
        "2027-05-12 RailsConf",
        "[12.5.] RailsConf",
        "RailsConf 5/12",
        "May 2027: RailsConf",
        "RailsConf - 12. Mai",
        "RailsConf (Wednesday, May 12)",
        "RailsConf, Mittwoch, 12. Mai um 19:00 Uhr",
        "RailsConf 7 pm",
    ],
)
def test_a_date_is_no_part_of_a_name_and_counts_no_edition(title: str) -> None:
    name = dissect(title)
    assert (("railsconf",), frozenset()) == (name.core, name.editions)


@pytest.mark.parametrize(
    "title", ["open 24/7", "python 3.12 sprint", "may 12", "10 out of 10", "room 101", "may"]
)
def test_other_numbers_stay(title: str) -> None:
    assert title == undated(title)


@pytest.mark.parametrize(
    ("title", "days", "editions"),
    [
        ("RailsConf - Day 2", {2}, set()),
        ("RailsConf (Day 1 of 3)", {1}, set()),
        ("RailsConf \u2013 Tag 3", {3}, set()),
        ("RailsConf (2/3)", {2}, set()),
        ("The Third Annual RailsConf", set(), {3}),
        ("12th RailsConf", set(), {12}),
    ],
)
def test_a_day_of_several_and_an_edition_are_told_apart(
    title: str, days: set[int], editions: set[int]
) -> None:
    name = dissect(title)
    assert ("railsconf", days, editions) == (name.joined, set(name.days), set(name.editions))


@pytest.mark.parametrize("title", ["First Friday", "Second Life", "First Grade"])
def test_what_is_called_the_first_of_its_kind_keeps_its_name(title: str) -> None:
    assert (title.lower(), frozenset()) == (" ".join(dissect(title).core), dissect(title).editions)


@given(st.text(max_size=60))
def test_something_is_left_of_any_title_that_says_anything(title: str) -> None:
    assert any(map(str.isalnum, undated(title))) == any(map(str.isalnum, title))
