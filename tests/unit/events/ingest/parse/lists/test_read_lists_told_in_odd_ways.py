"""Lists whose dates, titles or columns are told in less usual ways: in headings, in links, without a name."""

from datetime import UTC, datetime

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (it.title, it.starts.local, it.ends.local if it.ends else None, it.url) for it in reading.listings
    ]


def _records(reading: Reading) -> int:
    return len(reading.listings) + len([it for it in reading.rejected if it.where != "document"])


def test_a_title_that_is_or_holds_a_link_is_its_words_and_the_link_is_the_events() -> None:
    reading = read(
        "- date: 2027-05-19\n  title: '[Ours](https://a.example) in May'\n"
        "- date: 2027-05-20\n  title: '<a href=\"https://b.example/\">B</a> 2027'\n"
        "- date: 2027-05-21\n  title: '[C](https://c.example)'\n  url: https://own.example/\n"
    )
    assert [
        ("Ours in May", "2027-05-19", "2027-05-19", "https://a.example/"),
        ("B 2027", "2027-05-20", "2027-05-20", "https://b.example/"),
        ("C", "2027-05-21", "2027-05-21", "https://own.example/"),
    ] == _told(reading)


def test_entities_in_a_date_are_read() -> None:
    reading = read("- date_range: 'May 19&ndash;21, 2027'\n  title: Ours\n")
    assert [("Ours", "2027-05-19", "2027-05-21", None)] == _told(reading)


def test_an_offset_in_a_field_of_its_own_time_makes_it_exact() -> None:
    rows = {"A": "18:00:00-07:00", "B": "18:00+02:00", "C": "18:00Z", "D": "18:00-20:00+02:00"}
    reading = read("".join(f"- date: 2027-05-19\n  time: '{at}'\n  title: {it}\n" for it, at in rows.items()))
    assert [
        datetime(2027, 5, 20, 1, tzinfo=UTC),
        datetime(2027, 5, 19, 16, tzinfo=UTC),
        datetime(2027, 5, 19, 18, tzinfo=UTC),
        datetime(2027, 5, 19, 16, tzinfo=UTC),
    ] == [it.starts.utc for it in reading.listings]
    assert [datetime(2027, 5, 19, 18, tzinfo=UTC)] == [it.ends.utc for it in reading.listings if it.ends]


def test_a_heading_with_days_and_a_place_is_an_event_and_its_link_stands_below() -> None:
    reading = read(
        "# Conferences\n\n## Ours (19-21 May 2027) - Munich, Germany\n\n"
        "[Ours](https://ours.example/) is a gathering.\n"
    )
    assert [("Ours", "2027-05-19", "2027-05-21", "https://ours.example/")] == _told(reading)
    assert ["Munich"] == [it.place.city for it in reading.listings if it.place]


def test_what_stands_first_below_a_heading_of_several_days_is_of_those_days() -> None:
    reading = read(
        "# Conferences\n\n#### 19 May - 21 May 2027\n- Ours, Munich\n- bring a coat\n\n"
        "#### 1 Jun 2027\n- notes of a day\n"
    )
    assert [("Ours, Munich", "2027-05-19", "2027-05-21", None)] == _told(reading)


def test_headings_with_nothing_but_a_date_below_are_events_where_a_file_lists_several() -> None:
    listed = "# Conferences of 2027\n\n## A\n\n**Date:** May 19, 2027\n\n## B\n\n**Date:** May 20, 2027\n"
    assert [
        ("A", "2027-05-19", "2027-05-19", None),
        ("B", "2027-05-20", "2027-05-20", None),
    ] == _told(read(listed))
    assert 0 == _records(read("# A post on conferences\n\n**Date:** May 19, 2027\n\nWords.\n"))


def test_a_column_of_single_days_without_a_name_for_dates_is_that_of_releases() -> None:
    table = "# Events\n\n| Version | Released | Place |\n| --- | --- | --- |\n| 1.2 | May 19, 2027 | PyPI |\n"
    assert 0 == _records(read(table))


@pytest.mark.parametrize(
    ("line", "starts", "ends", "title"),
    [
        ("- Donderdag 28-8-2025 13:00-14:00 Open dag", "2025-08-28T13:00", "2025-08-28T14:00", "Open dag"),
        ("- 2027-05-19T18:00Z [Talk](https://x.org)", "2027-05-19T18:00", None, "Talk"),
        ("- 2027-05-19 18:00 - Talk", "2027-05-19T18:00", None, "Talk"),
        ("- Wed, May 19, 2027 at 7pm: Talk", "2027-05-19T19:00", None, "Talk"),
        ("- 15-May-2027 - 17-May-2027: [Talk](https://x.org)", "2027-05-15", "2027-05-17", "Talk"),
    ],
)
def test_lines_that_begin_with_day_and_time(line: str, starts: str, ends: str | None, title: str) -> None:
    reading = read(f"# Events\n\n{line}\n", "https://example.org/events.md")
    (found,) = reading.listings
    assert (found.title, found.starts.local, found.ends and found.ends.local) == (title, starts, ends)


def test_a_name_with_a_number_is_no_time() -> None:
    reading = read("# Events\n\n- 19 May 2027 100 years of us\n", "https://example.org/events.md")
    assert [it.starts.local for it in reading.listings] in ([], ["2027-05-19"])


def test_what_is_struck_out_or_said_to_be_called_off_is_cancelled() -> None:
    reading = read(
        "# Events\n\n| Name | Date | Location | More |\n|--|--|--|--|\n"
        "| ~~One~~ | ~~2027-05-19~~ | ~~Bonn~~ | |\n| ~Two~ | ~2027-05-19-20~ | Bonn | |\n"
        "| Three | 2027-05-19/20 | Bonn | https://x.org <br> CANCELLED THIS YEAR |\n"
        "| Four | 2027-05-21 | Bonn | https://y.org/4, recordings |\n"
        "\n- ~~[Five](https://z.org), 19 May 2027~~\n",
        "https://example.org/events.md",
    )
    assert [(it.title, it.status, it.url) for it in reading.listings] == [
        ("One", "cancelled", None),
        ("Two", "cancelled", None),
        ("Three", "cancelled", "https://x.org/"),
        ("Four", "scheduled", "https://y.org/4"),
        ("Five", "cancelled", "https://z.org/"),
    ]


def test_links_by_their_name_alone_and_a_place_before_what_is_spoken_about() -> None:
    reading = read(
        "# Conferences\n\n- _Oct 20, 2027_ - [Ours], Munich, 🇩🇪 -- _How to build a house that may stand_\n"
        "- [x] done\n\n[Ours]: https://x.org\n",
        "https://example.org/conferences.md",
    )
    (found,) = reading.listings
    assert (found.title, found.url, found.place and found.place.city) == ("Ours", "https://x.org/", "Munich")


@pytest.mark.parametrize(
    ("name", "title", "city"),
    [
        ("Days of ours, Berlin, Germany", "Days of ours", "Berlin"),
        ("Bread, wine and us, London, UK", "Bread, wine and us", "London"),
        ("Bread, wine and us", "Bread, wine and us", None),
        ("Berlin, Germany", "Berlin, Germany", None),
    ],
)
def test_a_name_with_town_and_country_behind_it(name: str, title: str, city: str | None) -> None:
    (found,) = read(f"# Events\n\n- {name} (19.05.2027).\n", "https://example.org/events.md").listings
    assert (found.title, found.place.city if found.place else None) == (title, city)


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        (("First of ours, 19 May 2027", "Second (3 June 2027)"), ["First of ours", "Second"]),
        (("First of ours - May 19-21, 2027", "Second: 3 June 2027"), ["First of ours", "Second"]),
        (("6 May - 10 May 2027", "3 June - 4 June 2027"), []),
        (("First of ours, 19 May 2027", "About us"), []),
    ],
)
def test_headings_that_are_a_name_and_a_date(headings: tuple[str, str], titles: list[str]) -> None:
    text = "# Events\n\n" + "".join(f"## {heading}\n\nWords.\n\n" for heading in headings)
    assert [it.title for it in read(text, "https://example.org/events.md").listings] == titles


def test_what_ends_by_a_small_hour_ends_on_the_day_after() -> None:
    listed = "- title: Night of lathes\n  date: 2027-09-26\n  time: '20:00'\n  end_time: '04:00'\n"
    ends = read(listed).listings[0].ends
    assert ends
    assert ends.local == "2027-09-27T04:00"


def test_a_year_and_a_month_are_no_day() -> None:
    reading = read("- title: Ours\n  date: 2027-12\n- title: Theirs\n  date: 2027-12-24\n")
    assert [it.title for it in reading.listings] == ["Theirs"]
    assert [it.title for it in reading.rejected] == ["Ours"]


def test_what_is_left_of_a_clock_is_no_title() -> None:
    reading = read("".join(f"- title: '{it}'\n  date: 2027-12-23\n" for it in ("PM", "– 20:00", "1984")))
    assert [it.title for it in reading.listings] == ["1984"]
    assert [it.reason for it in reading.rejected] == ["no_title", "no_title"]


def test_a_list_of_events_may_name_who_wrote_of_them() -> None:
    listed = "- title: Workshop on lathes\n  author: A. Lovelace\n  date: 2027-06-20\n"
    assert [it.title for it in read(listed, "https://ours.example/events.yml").listings] == [
        "Workshop on lathes"
    ]
    assert read(listed, "https://ours.example/notes.yml").listings == ()


def test_a_talk_without_a_title_goes_by_who_presents_it() -> None:
    text = "- date: 2027-05-19\n  presenter: J\n  title: Stars\n- date: 2027-05-26\n  presenter: Ann Doe\n"
    assert [told[0] for told in _told(read(text, "https://example.org/_data/seminar.yml"))] == [
        "Stars",
        "Ann Doe",
    ]


def test_a_day_in_brackets_behind_that_of_the_week_has_its_hours() -> None:
    text = (
        "- title: Of stars\n  year: 2027\n  date: Wednesday (May 19, 2027), 3-4 pm\n"
        "- title: Of wood\n  year: 2027\n  date: Wednesday (May 26, 2027), 3-4 pm\n"
    )
    assert _told(read(text, "https://example.org/_data/seminar.yml")) == [
        ("Of stars", "2027-05-19T15:00", "2027-05-19T16:00", None),
        ("Of wood", "2027-05-26T15:00", "2027-05-26T16:00", None),
    ]


def test_a_span_in_digits_is_of_the_year_above() -> None:
    text = (
        "# Termine 2027\n\n* 05.05. bis 08.05. [Camp](https://c.example)\n"
        "* 12.05. 18:00 [Treffen](https://t.example)\n"
    )
    assert [told[:3] for told in _told(read(text, "https://example.org/termine.md"))] == [
        ("Camp", "2027-05-05", "2027-05-08"),
        ("Treffen", "2027-05-12T18:00", None),
    ]


def test_days_with_a_dot_before_the_dash_are_of_the_month_above() -> None:
    text = (
        "# Events\n\n## März 2027\n\n* 25.-28.: [Ours](https://o.example/)\n* 05: Treffen, 17h00, Metalab\n"
    )
    assert [told[:3] for told in _told(read(text, "https://example.org/events.md"))] == [
        ("Ours", "2027-03-25", "2027-03-28"),
        ("Treffen, Metalab", "2027-03-05T17:00", None),
    ]
