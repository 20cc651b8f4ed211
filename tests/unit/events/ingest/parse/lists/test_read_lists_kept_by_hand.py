"""Lists kept by hand: without bullets, below underlined headings, in rows that name the year."""

import json

import pytest

from services.events.ingest.model import Reading
from shared.contracts.events import Mode
from tests.support.reading import read

Told = tuple[str, str, str | None, str | None]


def _told(reading: Reading) -> list[Told]:
    return [
        (it.title, it.starts.local, it.ends.local if it.ends else None, it.place.city if it.place else None)
        for it in reading.listings
    ]


_BULLETS = """# Past meetups

- 28 June 2027 Lathes for all
- 9 to 10 July 2027 Files (and rasps)
- Planes, 3 May 2027
"""
_UNDERLINED = """Slides from past meetups
========

2027-01-19: Ann - Lathes ([slides](https://a.example/s))

2027-02-24: Ben - Files ([handout](https://a.example/h), [video](https://a.example/v))
"""
_LINKED = """## Past meetups
[Lathes](https://a.example/1)(2027-05-19, Hybrid, Munich)
[Files](https://a.example/2)(2027-06-19, In person, Berlin)
"""
_YEAR_FIRST = """# Meetups

| | Date | Topic |
|---|---|---|
| 2027 | May 19 | Lathes |
| | June 2 | Files |
| 2028 | May 3 | Planes |
"""
_YEAR_ALONE = """# Meetups

| Date | Event |
|---|---|
| **2027** | |
| May 19 | Lathes |
| **2028** | |
| May 3 | Planes |
"""


def _day(title: str, day: str, last: str | None = None, city: str | None = None) -> Told:
    return (title, day, last or day, city)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            _BULLETS,
            [
                _day("Lathes for all", "2027-06-28"),
                _day("Files (and rasps)", "2027-07-09", "2027-07-10"),
                _day("Planes", "2027-05-03"),
            ],
        ),
        (_UNDERLINED, [_day("Ann - Lathes", "2027-01-19"), _day("Ben - Files", "2027-02-24")]),
        (
            _LINKED,
            [_day("Lathes", "2027-05-19", city="Munich"), _day("Files", "2027-06-19", city="Berlin")],
        ),
        (
            _YEAR_FIRST,
            [_day("Lathes", "2027-05-19"), _day("Files", "2027-06-02"), _day("Planes", "2028-05-03")],
        ),
        (_YEAR_ALONE, [_day("Lathes", "2027-05-19"), _day("Planes", "2028-05-03")]),
    ],
)
def test_a_list_in_markdown(text: str, told: list[Told]) -> None:
    assert told == _told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "# Meetups\n\n- We met on 28 June 2027 and had a very good time. See you.\n",
        "# Notes\n\n- 28 June 2027 Lathes for all\n",
        "# Upcoming events\n\nDate: May 19, 2027\nVenue: Hall 5\n",
        "**May 2027**<br/>\nDate: May 19, 2027<br/>\nVenue: Hall 5<br/>\n",
        "# Meetups\n\n- Thursday, 20 May 2027, 18:30\n",
        "# Events\n\n2027-05-19: we moved to another host, thank you all for the patience you had with us\n",
    ],
)
def test_what_names_no_event_is_none(text: str) -> None:
    assert () == read(text).listings


def test_badges_say_how_one_takes_part() -> None:
    reading = read(
        "# Eventos 2027\n\n## Maio\n\n- 19: [A](https://a.example) ![online]\n"
        "- 20: [B](https://b.example) - _Berlin_ ![presencial]\n"
        "- 21: [C](https://c.example) - *Munich* ![híbrido]\n\n[online]: https://x.example/o.svg\n"
    )
    assert [("A", Mode.ONLINE), ("B", Mode.IN_PERSON), ("C", Mode.HYBRID)] == [
        (it.title, it.mode) for it in reading.listings
    ]
    assert [None, "Berlin", "Munich"] == [it.place.city if it.place else None for it in reading.listings]


def test_a_link_below_an_event_that_calls_for_talks_is_its_own() -> None:
    (only,) = read(
        "# Conferences\n\n- 19-May-2027 - 21-May-2027: [A](https://a.example) in Bonn\n"
        "  - 🗣 [Call for Papers](https://a.example/cfp): 02-Nov-2026 to 11-Dec-2026\n"
    ).listings
    assert ("https://a.example/cfp", "2026-12-11") == (
        only.cfp_url,
        only.cfp_closes and only.cfp_closes.local,
    )


def test_a_licence_in_a_remark_before_a_list_is_no_markup() -> None:
    reading = read("<!--\nLicensed to all.\n-->\n\n# Meetups\n\n- 19 May 2027: [A](https://a.example)\n")
    assert [("A", "2027-05-19", "2027-05-19", None)] == _told(reading)


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        (
            "- author: Ann\n  title: Lathes\n  date: 2027-05-19\n- title: ...\n  date: 2027-05-20\n",
            "seminars.yml",
            ["Lathes"],
        ),
        ("- author: Ann\n  title: Lathes\n  date: 2027-05-19\n", "writing.yml", []),
        ("- seminar:\n    title: Lathes\n    date: 2027-05-19\n", "seminars.yml", ["Lathes"]),
        ('[{"title": "Lathes", "on": "20270519"}]', "meetups.json", ["Lathes"]),
        ('[{"title": "Lathes", "on": "20270519"}]', "history.json", []),
        ('[{"title": "May 19, 2027 - Lathes - Hall", "talks": []}]', "meetups.json", ["Lathes - Hall"]),
    ],
)
def test_a_list_called_after_meetings_needs_no_place(text: str, name: str, titles: list[str]) -> None:
    assert titles == [it.title for it in read(text, f"https://example.org/{name}").listings]


def test_a_field_for_the_format_says_how_one_takes_part() -> None:
    modes = {
        "presencial": Mode.IN_PERSON,
        "híbrido": Mode.HYBRID,
        "virtual": Mode.ONLINE,
        "Präsenz": Mode.IN_PERSON,
    }
    rows = [
        {"nombre": word, "fecha": "2027-05-19", "formato": word}
        | ({} if it is Mode.ONLINE else {"lugar": "Munich"})
        for word, it in modes.items()
    ]
    assert [*modes.values()] == [it.mode for it in read(json.dumps(rows)).listings]


def test_a_span_behind_a_place_keeps_its_first_day() -> None:
    reading = read(
        "# Events\n\n* [Lathes](https://a.example/1) - Munich, `07.05.2027 - 08.05.2027`\n"
        "* [Files](https://a.example/2) - Berlin - May 19, 2027 - May 21, 2027\n"
    )
    assert [
        ("Lathes", "2027-05-07", "2027-05-08", "Munich"),
        ("Files", "2027-05-19", "2027-05-21", "Berlin"),
    ] == _told(reading)


def test_the_year_above_completes_a_date_within_a_line() -> None:
    reading = read(
        "# Conferences 2027\n\n#### April\n\n"
        "- [Lathes](https://a.example/1), April 18-20 in Munich, Germany\n"
        "- [Files](https://a.example/2), hall 5, April 24 at 6pm in Berlin\n"
        "- 13-15 June, Planes (Munich, Germany)\n"
        "- [Rasps](https://a.example/4), papers due April 3\n"
    )
    assert [
        ("Lathes", "2027-04-18", "2027-04-20", "Munich"),
        ("Files", "2027-04-24T18:00", None),
        ("Planes", "2027-06-13", "2027-06-15", "Munich"),
    ] == [told if told[2] else told[:3] for told in _told(reading)]


def test_the_head_of_a_page_without_a_line_below_is_that_of_a_post() -> None:
    reading = read(
        "Title: This week\nDate: 2027-05-19\nTags: news\n\n## Upcoming events\n\n"
        "* 2027-05-20 | Virtual (Berlin, DE) | [Makers](https://a.example/m) + [Menders](https://a.example/n)\n"
        "    * [**Lathes**](https://a.example/1)\n"
    )
    assert [("Lathes", "2027-05-20", "2027-05-20", "Berlin")] == _told(reading)
    assert ["Makers"] == [it.organiser_name for it in reading.listings]


def test_the_link_of_what_is_online_is_the_events() -> None:
    reading = read(
        "| Event | Date | Location |\n|---|---|---|\n| A | May 19, 2027 | [Online](https://a.example/r) |\n"
    )
    assert [("https://a.example/r", Mode.ONLINE)] == [(it.url, it.mode) for it in reading.listings]


def test_a_head_over_two_lines_and_remarks_that_say_it_is_off() -> None:
    reading = read(
        'Academic Conference Name,"Location\n(Sorted please)","Dates\n(past in next tab)",Notes,'
        "Announcement Link\n"
        'A,"Munich, Germany","March 18-20, 2027",Postponed until October,https://a.example/1\n'
        'B,"Berlin, Germany","April 17-21, 2027","Cancelled. We are sorry",https://a.example/2\n'
        'C,"Berlin, Germany","May 17-21, 2027","Cancelled flights are paid back",https://a.example/3\n',
        "https://example.org/list.csv",
    )
    assert [
        ("A", "2027-03-18", "Munich", "postponed", "https://a.example/1"),
        ("B", "2027-04-17", "Berlin", "cancelled", "https://a.example/2"),
        ("C", "2027-05-17", "Berlin", "scheduled", "https://a.example/3"),
    ] == [
        (it.title, it.starts.local, it.place and it.place.city, it.status.value, it.url)
        for it in reading.listings
    ]


def test_a_town_beside_a_street_stands_behind_it() -> None:
    (only,) = read(
        "- title: A\n  date: 2027-05-19\n  location: Munich, Germany\n"
        "  location-address: Marienplatz 1, Hall 5\n"
    ).listings
    assert only.place is not None
    assert ("Munich", "Marienplatz 1", "Hall 5") == (only.place.city, only.place.venue, only.place.address)


def test_a_place_yet_to_be_written_is_none_and_a_synopsis_describes() -> None:
    (only,) = read("- title: A\n  date: 2027-05-19\n  location: TODO\n  synopsis: Of lathes\n").listings
    assert (None, "Of lathes") == (only.place, only.description)
