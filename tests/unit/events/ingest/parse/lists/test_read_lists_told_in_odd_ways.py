"""Lists whose dates, titles or columns are told in less usual ways: in headings, in links, without a name."""

from datetime import UTC, datetime

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


def test_a_column_of_spans_of_days_holds_the_dates_whatever_it_is_called() -> None:
    table = "# Conferences\n\n| Series | Next edition | Place | Source |\n| --- | --- | --- | --- |\n"
    rows = "| A | May 19–21, 2027 | Munich | [a](https://a.example/) |\n| B | May 22, 2027 | Berlin | |\n"
    assert [
        ("A", "2027-05-19", "2027-05-21", "https://a.example/"),
        ("B", "2027-05-22", "2027-05-22", None),
    ] == _told(read(table + rows))


def test_a_column_of_single_days_without_a_name_for_dates_is_that_of_releases() -> None:
    table = "# Events\n\n| Version | Released | Place |\n| --- | --- | --- |\n| 1.2 | May 19, 2027 | PyPI |\n"
    assert 0 == _records(read(table))
