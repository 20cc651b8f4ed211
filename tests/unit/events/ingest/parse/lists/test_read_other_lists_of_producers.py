"""Lists in XML, JSON of other shapes and Markdown, as producers write them; the tables are beside."""

import json

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read

_CALENDAR_API = {
    "kind": "calendar#events",
    "summary": "Ours",
    "timeZone": "Europe/Paris",
    "items": [
        {
            "id": "1",
            "summary": "A",
            "start": {"date": "2027-05-19"},
            "end": {"date": "2027-05-21"},
            "htmlLink": "https://calendar.example/1",
        },
        {"id": "2", "summary": "B", "start": {"dateTime": "2027-05-19T10:00:00+02:00"}},
        {"id": "3", "summary": "C", "visibility": "private", "start": {"date": "2027-05-19"}},
    ],
}


def _told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "<?xml version='1.0'?><events><event id='1'><title>A</title><date>May 19, 2027</date>"
                "<place>Berlin</place><body>Words</body></event></events>"
            ),
            [("A", "2027-05-19", "2027-05-19")],
        ),
        (
            (
                "<r:list xmlns:r='urn:x'><r:item><r:name>A</r:name><r:start>2027-05-19T19:00</r:start>"
                "</r:item>"
                "<r:item><r:name>B</r:name><r:start>2027-05-20T19:00</r:start></r:item></r:list>"
            ),
            [("A", "2027-05-19T19:00", None), ("B", "2027-05-20T19:00", None)],
        ),
    ],
)
def test_xml_of_no_known_format(text: str, told: list[tuple[str, str, str | None]]) -> None:
    reading = read(text)
    assert ("xml", told) == (reading.format, _told(reading))


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><urlset><url><loc>https://x.org</loc><lastmod>2027-05-19</lastmod></url></urlset>",
        "<?xml version='1.0'?><releases><release><name>v1</name><date>2027-05-19</date></release></releases>",
        "<room><url>https://x.org/a.jpg</url></room>",
    ],
)
def test_xml_of_something_else_is_no_list_of_events(text: str) -> None:
    assert read(text).outcome == "unsupported_format"


def test_json_that_only_a_generator_of_sites_reads_is_read_whole_or_not_at_all() -> None:
    text = (
        '[\n  {"title": "A", "by": [{name: "N"},], "date": "11 - 12 May 2027",\n   "location": "Rome"},\n]\n'
    )
    assert [("A", "2027-05-11", "2027-05-12")] == _told(read(text, url="https://example.org/events.json"))
    assert read(text[:60], url="https://example.org/events.json").outcome == "unreadable"


def test_the_answer_of_a_calendar_api() -> None:
    reading = read(json.dumps(_CALENDAR_API))
    assert ("google_calendar", [("A", "2027-05-19", "2027-05-20"), ("B", "2027-05-19T10:00", None)]) == (
        reading.format,
        _told(reading),
    )
    assert ["Europe/Paris"] * 2 == [it.starts.timezone for it in reading.listings]
    assert [("private", "C")] == [(it.reason, it.title) for it in reading.rejected]


def test_mode_calls_and_links_under_their_many_names() -> None:
    online, hall = read(
        json.dumps(
            [
                {
                    "title": "A",
                    "date": "2027-05-19",
                    "time": "17:30",
                    "type": "online",
                    "official_url": "https://a.org",
                },
                {
                    "title": "B",
                    "date": "2027-05-20",
                    "time": "17:30",
                    "type": "offline",
                    "cfpLink": "https://b.org/cfp",
                    "cfpEndDate": "30 September 2026",
                },
            ]
        )
    ).listings
    assert ("online", "https://a.org/") == (online.mode, online.url)
    assert hall.cfp_closes is not None
    assert ("in_person", "2026-09-30") == (hall.mode, hall.cfp_closes.local)


def test_json_lines() -> None:
    lines = "\n".join(json.dumps({"title": name, "start": "2027-05-19"}) for name in "AB")
    assert [("A", "2027-05-19", "2027-05-19"), ("B", "2027-05-19", "2027-05-19")] == _told(read(lines))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [A](https://a.org) — July 29–30, 2025 in Denver, CO\n", ("A", "2025-07-29", "Denver, CO")),
        ("* [A](https://a.org) (Berlin, 19-21 May 2027)\n", ("A", "2027-05-19", "Berlin")),
        ("1. [A](https://a.org), May 19-21, 2027, Berlin\n", ("A", "2027-05-19", "Berlin")),
        ("- 📅 19 May 2027 – [A](https://a.org) – 📍 Berlin\n", ("A", "2027-05-19", "Berlin")),
        ("- [A][1] – May 19, 2027 – Berlin\n\n[1]: https://a.org\n", ("A", "2027-05-19", "Berlin")),
        ("**May 19, 2027**\n\n- [A](https://a.org) – Berlin\n", ("A", "2027-05-19", "Berlin")),
        ("## A\n\n- **Date:** May 19-21, 2027\n- Location: Berlin\n", ("A", "2027-05-19", "Berlin")),
        (
            "Date | Event | Place\n--- | --- | ---\n2027-05-19 | [A](https://a.org) | Berlin\n",
            ("A", "2027-05-19", "Berlin"),
        ),
        (
            "## 2027\n### May\n| Date | Name | Where |\n|---|---|---|\n| 19-21 | A | Berlin |\n",
            ("A", "2027-05-19", "Berlin"),
        ),
        (
            "## 2027\n* [A](https://a.org) (05/19 - 05/21) ~ 🇩🇪 [Germany](https://maps.example)\n",
            ("A", "2027-05-19", None),
        ),
        (
            "* 2027-05-19 | Berlin | [Group](https://a.org)\n    * [**A**](https://a.org/1)\n",
            ("A", "2027-05-19", "Berlin"),
        ),
    ],
)
def test_markdown_of_many_shapes(text: str, told: tuple[str, str, str | None]) -> None:
    (listing,) = read(text, url="https://example.org/README.md").listings
    place = listing.place
    where = (place and ", ".join(filter(None, (place.venue, place.address, place.city)))) or None
    assert told == (listing.title, listing.starts.local, where)


@pytest.mark.parametrize(
    "text",
    [
        "# Changelog\n\n## [1.2.0] - 2024-05-01\n\n- Fixed [bug](https://x.org) on 2024-03-02\n",
        "- code: HP0\n  dates:\n    - 2027-03-20\n  location: Venue A\n",
        "# Project\n\n- [Docs](https://x.org)\n- Released 2024-01-01\n",
        "# News\n\n### We moved (19 May 2027)\n\nWords.\n\n[Read more](https://x.org/post)\n",
    ],
)
def test_markdown_of_something_else_is_no_list_of_events(text: str) -> None:
    assert read(text, url="https://example.org/README.md").outcome == "unsupported_format"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- name: A 2027\n  dates: May 19–21\n", "completed"),
        ("- name: A 2027\n  dates: May 19–21, 2027\n", "stated"),
        ("- name: A\n  year: 2027\n  dates: May 19–21\n", "stated"),
        ("## 2027\n- 19 May: [A](https://a.org)\n", "completed"),
        ("- 19 May 2027: [A](https://a.org)\n", "in_words"),
        ("## 2027\n| Date | Name |\n|---|---|\n| 19 May | A |\n", "completed"),
        ("| Date | Name |\n|---|---|\n| 19 May 2027 | A |\n", "stated"),
    ],
)
def test_it_is_recorded_how_surely_a_date_is_told(text: str, told: str) -> None:
    assert [told] == [it.dates_told for it in read(text, url="https://example.org/README.md").listings]
