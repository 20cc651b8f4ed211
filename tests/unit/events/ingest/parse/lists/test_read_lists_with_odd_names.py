"""Lists by hand that name events beside a link of another name, before a flag, or in blocks of fields."""

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read

Told = tuple[str, str, str | None, str | None, str | None]


def _told(reading: Reading) -> list[Told]:
    return [
        (
            it.title,
            it.starts.local,
            it.ends.local if it.ends else None,
            it.place.city if it.place else None,
            it.url,
        )
        for it in reading.listings
    ]


def test_a_link_called_more_info_leads_to_what_stands_beside_it() -> None:
    reading = read(
        "# Past events\n\n### Lathes - Munich, Germany (May 19, 2027) _[more info](https://a.example/1)_\n\n"
        "- [Notes](./notes.md)\n\n### Files - Berlin, Germany (May 20, 2027) _[Register](https://a.example/2)_\n"
    )
    assert [
        ("Lathes", "2027-05-19", "2027-05-19", "Munich", "https://a.example/1"),
        ("Files", "2027-05-20", "2027-05-20", "Berlin", "https://a.example/2"),
    ] == _told(reading)


def test_a_flag_tells_the_town_from_the_name_before_it() -> None:
    reading = read(
        "# Conferences\n\n- _Sep 6, 2027_ - Lathes (by hand), Munich 🇩🇪 -- What holds them together\n"
        "- _Aug 30 & 31, 2027_ - TBA, 🇩🇪 -- _TBA_\n"
        "- _May 25 - 27, 2027_ - [Files](https://a.example/2), Berlin 🇩🇪 -- _Rasps_\n"
    )
    assert [
        ("Lathes (by hand)", "2027-09-06", "2027-09-06", "Munich", None),
        ("Files", "2027-05-25", "2027-05-27", "Berlin", "https://a.example/2"),
    ] == _told(reading)
    assert ["not_an_event"] == [it.reason for it in reading.rejected]


def test_blocks_of_fields_that_name_their_event() -> None:
    reading = read(
        "Conferences of 2027\n\nDate: January 6 - 8, 2027\nConference Title: Lathes\n"
        "Where: Munich, Germany\n\n"
        "Date: May 19, 2027\nConference Title: Files\nWhere: Berlin, Germany\n",
        "https://example.org/conferences.txt",
    )
    assert [
        ("Lathes", "2027-01-06", "2027-01-08", "Munich", None),
        ("Files", "2027-05-19", "2027-05-19", "Berlin", None),
    ] == _told(reading)


def test_the_head_of_a_page_is_no_block_of_fields() -> None:
    text = "---\ntitle: Of May\ndate: 2027-05-01\n---\n\n# Events\n\n- May 19, 2027: [A](https://a.example)\n"
    assert ["A"] == [it.title for it in read(text).listings]


def test_a_day_alone_before_a_link_whose_name_begins_with_a_number() -> None:
    reading = read(
        "# Eventos 2027\n\n### Maio\n\n* 16 [4º Encontro](https://a.example/1)\n* 17: [Mars](https://a.example/2)\n"
        "* 13-15 Junho, [Limas](https://a.example/3)\n"
    )
    assert [
        ("4º Encontro", "2027-05-16", "2027-05-16", None, "https://a.example/1"),
        ("Mars", "2027-05-17", "2027-05-17", None, "https://a.example/2"),
        ("Limas", "2027-06-13", "2027-06-15", None, "https://a.example/3"),
    ] == _told(reading)


def test_a_date_and_place_in_french_below_a_heading() -> None:
    reading = read(
        "# Conférences\n\n### Tours 2027\nDu 30 au 31 mars 2027 à Munich, Allemagne\n\n"
        "[Site web](https://a.example/)\n"
    )
    assert [("Tours 2027", "2027-03-30", "2027-03-31", "Munich", "https://a.example/")] == _told(reading)


def test_a_table_of_hackathons() -> None:
    table = read("| Hackathon | Date | Notes |\n|---|---|---|\n| A | May 19-20, 2027 | Ours |\n")
    assert [("A", "2027-05-19", "2027-05-20", None, None)] == _told(table)


_CHANGES = "## 2027-05-19, Version 5.12.0 (Stable), @ann\n\n* [Fix](https://a.example/1) of 19 May 2027\n"
_COMMITS = "# Notes\n\n* [`1631f06477`](https://a.example/c) - meeting minutes 2027-02-10 (Ann)\n"
_MOVED = "# Notes\n\n* 08/25/2027 : Creation of this page\n* 01/23/2027 : The package has been moved\n"
_TEMPLATE = "# Events\n\n```\n- name: Ours\n- 19 May 2027: [A](https://a.example)\n```\n"
_ANSWER = """# Use

## With callbacks

~~~js
/*
  Date: Sun, 24 Dec 2027 03:47:51 GMT
  Location: https://a.example
*/
~~~
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"# Ours 5 ChangeLog\n\n{_CHANGES}", "a.md"),
        (_CHANGES, "CHANGELOG_V5.md"),
        (_COMMITS, "a.md"),
        (_MOVED, "a.md"),
        (_TEMPLATE, "a.md"),
        (_ANSWER, "a.md"),
    ],
)
def test_histories_and_code_tell_of_no_event(text: str, name: str) -> None:
    assert () == read(text, f"https://example.org/{name}").listings


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert ["A"] == [
        it.title for it in read("# Events\n\n```\n- 19 May 2027: [A](https://a.example)\n").listings
    ]
