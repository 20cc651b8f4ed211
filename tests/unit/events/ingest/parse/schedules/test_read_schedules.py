"""Schedules: one event with sessions, from frab and Pentabarf XML, frab JSON and a table of talks."""

import orjson

from services.events.ingest.fact import Fact
from services.events.ingest.model import Listing, Outcome, Place, Rejected
from services.events.ingest.session import Session
from services.events.ingest.when import When
from services.events.store.ingest.encoding import listing_from_json, listing_to_json
from shared.contracts.events import EventKind, Mode
from tests.support.reading import read

PENTABARF = """<?xml version="1.0" encoding="UTF-8"?>
<schedule><conference><title>SmallConf 2027</title><venue>Old Mill</venue><city>Berlin</city>
<start>2027-02-06</start><end>2027-02-07</end><day_change>09:00:00</day_change></conference>
<day index="1" date="2027-02-06">
 <event id="1"><start>10:00</start><duration>00:45</duration><room>Main</room><title>Opening</title>
  <persons><person id="1">Ada</person><person id="2">Bo</person></persons></event>
 <event id="2"><start>01:30</start><duration>1:00</duration><title>Late &amp; loud</title></event>
 <event id="3"><start>11:00</start><title></title></event>
 <event id="4"><title>Some time</title></event>
</day></schedule>"""


def test_a_schedule_without_dates_in_its_events_takes_the_day_and_the_clock() -> None:
    reading = read(PENTABARF)
    (listing,) = reading.listings
    expected = Listing(
        uid="SmallConf 2027|2027",
        recurrence_id="",
        title="SmallConf 2027",
        starts=When("2027-02-06", "Europe/Berlin"),
        kind=EventKind.CONFERENCE,
        ends=When("2027-02-07", "Europe/Berlin"),
        mode=Mode.IN_PERSON,
        place=listing.place,
        sessions=(
            Session("Opening", "2027-02-06T10:00", "2027-02-06T10:45", "Main", ("Ada", "Bo")),
            Session("Late & loud", "2027-02-07T01:30", "2027-02-07T02:30"),
        ),
        facts=(Fact("kind", "conference", 'category: "conference"'),),
        content_hash=listing.content_hash,
    )
    assert expected == listing
    assert isinstance(listing.place, Place)
    assert ("Old Mill", "Berlin", "DE") == (listing.place.venue, listing.place.city, listing.place.country)
    assert (
        Rejected("session_without_title", "event 3"),
        Rejected("session_without_time", "event 4", "Some time"),
    ) == reading.rejected
    assert (reading.format, reading.outcome) == ("frab_xml", Outcome.OK)


def test_a_session_of_frab_bears_the_date_of_the_calendar_in_the_zone_of_the_event() -> None:
    body = """<schedule><version>1</version><conference><acronym>n27</acronym><title>Night</title>
    <start>2027-12-27T09:30:00+00:00</start><end>2027-12-28T02:00:00+01:00</end>
    <time_zone_name>Europe/Berlin</time_zone_name></conference>
    <day date="2027-12-27"><room name="One"><event guid="g"><date>2027-12-28T00:30:00+00:00</date>
    <start>01:30</start><duration>00:30</duration><title>Owls</title></event></room></day></schedule>"""
    (listing,) = read(body).listings
    assert ("n27", "2027-12-27T10:30") == (listing.uid, listing.starts.local)
    assert (Session("Owls", "2027-12-28T01:30", "2027-12-28T02:00", "One"),) == listing.sessions


def test_a_schedule_in_utf_16_is_read_in_spite_of_its_declaration() -> None:
    body = PENTABARF.replace("UTF-8", "UTF-16").encode("utf-16")
    assert ["SmallConf 2027"] == [listing.title for listing in read(body).listings]


def test_a_stored_listing_comes_back_with_its_sessions() -> None:
    (listing,) = read(PENTABARF).listings
    assert listing == listing_from_json(orjson.loads(orjson.dumps(listing_to_json(listing))))


def test_a_schedule_cut_short_keeps_what_was_read() -> None:
    reading = read(PENTABARF[: PENTABARF.index('<event id="3"')])
    assert [2] == [len(listing.sessions) for listing in reading.listings]
    assert ["cut_off_malformed"] == [each.reason for each in reading.rejected]


def test_a_document_type_is_refused_before_any_entity() -> None:
    bomb = '<!DOCTYPE schedule [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + PENTABARF.partition("?>")[2]
    reading = read('<?xml version="1.0"?>' + bomb)
    assert (Outcome.UNREADABLE, ()) == (reading.outcome, reading.listings)
    assert [Rejected("cut_off_document_type", "document")] == list(reading.rejected)


def test_deep_nesting_ends_the_reading_and_nothing_else() -> None:
    deep = PENTABARF.replace("<title></title>", "<a>" * 5000 + "</a>" * 5000)
    reading = read(deep)
    assert ["session_without_title", "cut_off_nested_too_deep"] == [each.reason for each in reading.rejected]
    assert ["SmallConf 2027"] == [listing.title for listing in reading.listings]


def test_frab_json_is_one_event_with_sessions() -> None:
    talk = {
        "id": 5,
        "date": "2027-08-21T11:00:00+02:00",
        "start": "11:00",
        "duration": "00:30",
        "room": "Curie",
    }
    events = [talk | {"title": "Hello", "persons": [{"public_name": "Ada"}, {"name": "Bo"}]}, talk, 7]
    conference = {
        "title": "Camp",
        "acronym": "camp27",
        "start": "2027-08-21",
        "end": "2027-08-26",
        "time_zone_name": "Europe/Berlin",
        "days": [{"index": 1, "date": "2027-08-21", "rooms": {"Curie": events}}, None],
    }
    reading = read(
        orjson.dumps({"schedule": {"base_url": "https://camp.example/", "conference": conference}})
    )
    (listing,) = reading.listings
    assert ("frab_json", "camp27", "https://camp.example/") == (reading.format, listing.uid, listing.url)
    assert (
        Session("Hello", "2027-08-21T11:00", "2027-08-21T11:30", "Curie", ("Ada", "Bo")),
    ) == listing.sessions
    assert (
        Rejected("session_without_title", "event 5"),
        Rejected("session_without_title", "event 2027-08-21 Curie [2]"),
    ) == reading.rejected


TALKS = '''Room,Date,Day,Start,Duration,Title,ID,Abstract,Speakers
Big,2027-06-23,1,19:00,1:30,"What to ""hack""",1,"two
lines",1:Ada|2:Bo
Small,2027-06-24,1,00:00,0:30,Night,2,,
'''


def test_a_table_of_talks_is_one_event_named_by_its_file() -> None:
    (listing,) = read(TALKS, "https://example.org/gpn27.csv").listings
    assert ("gpn27", "2027-06-23", "2027-06-24") == (
        listing.title,
        listing.starts.local,
        listing.ends.local if listing.ends else None,
    )
    assert (
        Session('What to "hack"', "2027-06-23T19:00", "2027-06-23T20:30", "Big", ("Ada", "Bo")),
        Session("Night", "2027-06-24T00:00", "2027-06-24T00:30", "Small"),
    ) == listing.sessions


def test_a_table_of_talks_that_nothing_names_is_refused() -> None:
    reading = read(TALKS, "https://example.org/schedule.csv")
    assert ((), [Rejected("schedule_without_title", "conference")]) == (
        reading.listings,
        list(reading.rejected),
    )
