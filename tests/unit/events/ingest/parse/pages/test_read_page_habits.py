"""Events in pages as publishers mark them up: JSON-LD off the standard, RDFa, several tellings of one."""

import json
from typing import Any

import pytest

from services.events.ingest.model import Listing
from tests.support.reading import read

EVENT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "T",
    "startDate": "2027-05-19T19:00:00+02:00",
    "url": "https://example.org/e",
}


def _page(*blocks: Any, body: str = "") -> list[Listing]:
    written = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in written)
    return list(read(f"<!doctype html><html><head>{scripts}</head><body>{body}</body></html>").listings)


@pytest.mark.parametrize(
    ("start", "local", "utc"),
    [
        ("2027-05-19T19:00:00+0200", "2027-05-19T19:00", "2027-05-19T17:00:00Z"),
        ("2027-05-19T19:00:00+02:00[Europe/Berlin]", "2027-05-19T19:00", "2027-05-19T17:00:00Z"),
        ("2027-05-19T19:00 Europe/Berlin", "2027-05-19T19:00", "2027-05-19T17:00:00Z"),
        ("2027-05-19T19:00:00 EDT", "2027-05-19T19:00", "2027-05-19T23:00:00Z"),
        ("Wed May 19 2027 19:00:00 GMT+0200 (CEST)", "2027-05-19T19:00", "2027-05-19T17:00:00Z"),
        (1810746000, "2027-05-19T17:00", "2027-05-19T17:00:00Z"),
        ("1810746000000", "2027-05-19T17:00", "2027-05-19T17:00:00Z"),
        ("May 19, 2027 7:00 pm", "2027-05-19T19:00", None),
        ("Wed, 19 May 2027", "2027-05-19", None),
        ("05/19/2027", "2027-05-19", None),
        ("2027-05-19T00:00:00", "2027-05-19", None),
    ],
)
def test_starts_in_any_form(start: str | int, local: str, utc: str | None) -> None:
    (listing,) = _page({**EVENT, "startDate": start})
    moment = listing.starts.to_moment()
    assert (local, utc) == (moment.local, moment.utc)


def test_midnights_in_utc_on_both_sides_are_days() -> None:
    for offset in ("+00:00", "-00:00"):
        (listing,) = _page(
            {**EVENT, "startDate": f"2027-05-19T00:00:00{offset}", "endDate": f"2027-05-21T23:59:59{offset}"}
        )
        assert ("2027-05-19", "2027-05-21") == (listing.starts.local, listing.ends and listing.ends.local)


@pytest.mark.parametrize(
    "block",
    [
        "/* schema */ " + json.dumps(EVENT),
        '{"@type":"Event","name":"T","description":"the "best" one","startDate":"2027-05-19T19:00+02:00"}',
        '{"@type":"Event","name":"T","description":"It\\\'s","startDate":"2027-05-19T19:00+02:00"}',
        json.dumps(
            {
                "@context": {"schema": "https://schema.org/"},
                "@type": "schema:Event",
                "schema:name": "T",
                "schema:startDate": "2027-05-19T19:00+02:00",
            }
        ),
        json.dumps({**EVENT, "@type": "event"}),
        json.dumps({"@type": "Event", "headline": "T", "doorTime": "2027-05-19T19:00+02:00"}),
    ],
)
def test_json_ld_off_the_standard_is_read(block: str) -> None:
    assert [("T", "2027-05-19T19:00")] == [(it.title, it.starts.local) for it in _page(block)]


def test_parts_named_elsewhere_in_the_document_are_found() -> None:
    graph = [
        {**EVENT, "location": {"@id": "#p"}, "organizer": {"@id": "#o"}},
        {"@id": "#p", "@type": "Place", "name": "Hall", "address": [{"addressLocality": "Berlin"}]},
        {"@id": "#o", "@type": "Organization", "name": "Org"},
    ]
    (listing,) = _page({"@context": "https://schema.org", "@graph": graph})
    assert listing.place is not None
    assert ("Hall", "Berlin", "Org") == (listing.place.venue, listing.place.city, listing.organiser_name)


def test_a_schedule_gives_its_first_date_and_a_series_only_its_events() -> None:
    plan = {"startDate": "2027-05-19", "startTime": "19:00", "scheduleTimezone": "Europe/Berlin"}
    planned = {"@type": "Event", "name": "P", "eventSchedule": {"@type": "Schedule", **plan}}
    series = {"@type": "EventSeries", "name": "S", "subEvent": [EVENT]}
    twice = {**EVENT, "name": "W", "startDate": ["2027-06-01T19:00", "2027-06-08T19:00"]}
    assert [
        ("P", "2027-05-19T19:00"),
        ("T", "2027-05-19T19:00"),
        ("W", "2027-06-01T19:00"),
        ("W", "2027-06-08T19:00"),
    ] == [(it.title, it.starts.local) for it in _page(planned, series, twice)]


def test_an_event_told_several_times_is_one_in_its_longest_telling() -> None:
    (listing,) = _page(EVENT, {**EVENT, "description": "More of it."})
    assert listing.description == "More of it."


@pytest.mark.parametrize(
    "body",
    [
        (
            '<div vocab="https://schema.org/" typeof="Event"><h1 property="name">T</h1>'
            '<span property="startDate" content="2027-05-19T19:00">x</span></div>'
        ),
        (
            '<div typeof="schema:Event" about="/e"><h1 property="schema:name" content="T">T</h1>'
            '<span property="schema:startDate" content="2027-05-19T19:00">x</span></div>'
        ),
        (
            '<div itemscope itemtype="http://data-vocabulary.org/Event"><span itemprop="summary">T</span>'
            '<time itemprop="startDate" datetime="2027-05-19T19:00">x</time></div>'
        ),
        '<div class="vevent"><b class="summary">T</b><span class="dtstart">May 19, 2027 7:00 pm</span></div>',
    ],
)
def test_other_markup(body: str) -> None:
    assert [("T", "2027-05-19T19:00")] == [(it.title, it.starts.local) for it in _page(body=body)]


def test_the_page_of_its_tickets_where_an_event_has_no_other() -> None:
    event = {"@type": "Event", "name": "A", "startDate": "2027-05-19", "offers": [{"url": "https://t.org/1"}]}
    text = f'<html><script type="application/ld+json">{json.dumps(event)}</script></html>'
    assert [it.url for it in read(text).listings] == ["https://t.org/1"]


def test_the_town_of_a_box_called_an_event_is_its_place_where_no_other_is_told() -> None:
    box = (
        "<li class='event event-meetup'><a class='event-title' href='https://ours.example/1'>Lathes</a>"
        "<span class='event-city'>Munich, Trinidad &amp;amp; Tobago</span>"
        "<span class='event-date'>Thursday, May 20, 2027</span> <span class='event-time'>5:00 pm</span></li>"
    )
    listing = read(f"<html><body><ul>{box}</ul></body></html>").listings[0]
    assert ("Lathes", "2027-05-20T17:00") == (listing.title, listing.starts.local)
    assert listing.place is not None
    assert ("Munich", "Trinidad & Tobago") == (listing.place.city, listing.place.venue)


def test_a_place_of_hcalendar_may_be_told_by_the_title_of_an_abbreviation() -> None:
    page = (
        "<!doctype html><div class=vevent><abbr class=dtstart title=20270519></abbr>"
        "<abbr class=summary title=Turning></abbr><abbr class=location title='Old Mill'></abbr></div>"
    )
    (listing,) = read(page).listings
    assert (listing.title, listing.place and listing.place.venue) == ("Turning", "Old Mill")
