"""Conferences told below their series, dates below a key of their own, and deadlines among events."""

from services.events.ingest.model import Reading
from shared.contracts.events import Mode
from tests.support.reading import read


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (it.title, it.starts.local, it.ends.local if it.ends else None, it.url) for it in reading.listings
    ]


def test_editions_that_are_named_by_their_keys_are_read_each() -> None:
    reading = read(
        "Ours:\n  long name: Our Conference\n  events:\n"
        "    Ours 2027:\n      start: 2027-05-19\n      end: 2027-05-21\n      place: Berlin, Germany\n"
        "      url: https://ours.example/27\n"
        "    Ours 2026:\n      start: 2026\n      end: 2026\n      place: Munich, Germany\n"
        "Theirs:\n  long name: Their Conference\n  events:\n"
        "    Theirs 2027:\n      start: 2027-06-02\n      place: Munich, Germany\n"
        "    Theirs 2025:\n      start: 2025-06-02\n      place: Munich, Germany\n"
    )
    assert [
        ("Ours 2027", "2027-05-19", "2027-05-21", "https://ours.example/27"),
        ("Theirs 2027", "2027-06-02", "2027-06-02", None),
        ("Theirs 2025", "2025-06-02", "2025-06-02", None),
    ] == _told(reading)
    assert [("only_year_known", "Ours 2026")] == [(it.reason, it.title) for it in reading.rejected]


def test_a_date_below_the_schedule_of_a_record_is_its_own() -> None:
    reading = read(
        "conferences:\n  - name: Ours\n    city: Berlin\n    country: DE\n    scheduled:\n"
        "      date: 19 May 2027\n      price: 170\n  - name: Theirs\n    city: Berlin\n"
    )
    assert [("Ours", "2027-05-19", "2027-05-19", None)] == _told(reading)
    assert [("no_date", "Theirs")] == [(it.reason, it.title) for it in reading.rejected]


def test_what_a_list_calls_a_deadline_of_a_conference_is_no_event() -> None:
    reading = read(
        "Subject,Start Date,All Day Event\nOurs submission deadline,2027-01-30,True\n"
        "Ours [expected] paper deadlines,2027-01-30,True\nOurs: beat the deadline,2027-05-19,True\n"
    )
    assert [("Ours: beat the deadline", "2027-05-19", None, None)] == _told(reading)
    assert ["not_an_event"] * 2 == [it.reason for it in reading.rejected]


def test_names_and_links_as_music_and_content_interfaces_call_them() -> None:
    reading = read(
        '{"resultsPage": {"results": {"event": [{"displayName": "Ours at Ours Hall", "status": "ok",'
        ' "start": {"date": "2027-05-19", "time": "19:00:00"}, "uri": "https://ours.example/1",'
        ' "location": {"city": "Austin, TX, US"}, "venue": {"displayName": "Ours Hall"}}]}}}'
    )
    (listing,) = reading.listings
    place = listing.place
    assert [("Ours at Ours Hall", "2027-05-19T19:00", None, "https://ours.example/1")] == _told(reading)
    assert place
    assert ("Ours Hall", "Austin", "TX", "US") == (place.venue, place.city, place.region, place.country)


def test_a_venue_yet_to_be_announced_is_none() -> None:
    reading = read("- title: Ours 2027\n  date: 2027-05-19\n  venue: TBA\n  city: Berlin\n")
    assert [(None, "Berlin")] == [(it.place.venue, it.place.city) for it in reading.listings if it.place]


def test_a_place_in_columns_that_repeat_what_they_are_of_is_read() -> None:
    reading = read(
        '{"rsp": {"event": [{"name": "Ours", "start_date": "2027-05-19", "start_time": "19:00:00",'
        ' "venue_name": "Ours Hall", "venue_address": "1 First Ave", "venue_city": "Austin",'
        ' "venue_state_name": "Texas", "venue_state_code": "tx", "venue_country_name": "United States",'
        ' "venue_country_code": "us"}]}}'
    )
    (place,) = [it.place for it in reading.listings if it.place]
    assert ("Ours Hall", "1 First Ave") == (place.venue, place.address)
    assert ("Austin", "TX", "US") == (place.city, place.region, place.country)


def test_a_part_of_the_world_is_no_state_and_a_hybrid_kind_is_a_mode() -> None:
    reading = read(
        "name,conference_start_date,city,country,region,conference_type\n"
        "Ours,2027-05-19,Singapore,Singapore,Asia-Pacific,Hybrid\nTheirs,2027-05-20,Munich,Germany,Europe,In-Person\n"
    )
    assert [
        ("Singapore", None, Mode.HYBRID),
        ("Munich", None, Mode.IN_PERSON),
    ] == [(it.place.city, it.place.region, it.mode) for it in reading.listings if it.place]


def test_days_told_beside_those_of_the_event_are_not_its_own() -> None:
    reading = read(
        "# 2027 events\n\n| Dates | Event | Location |\n| --- | --- | --- |\n"
        "| July 15-17, pre-conference: July 13-14 | Ours | Berlin, Germany |\n"
        "| 19 May; workshops 18 May | Theirs | Berlin, Germany |\n"
    )
    assert [
        ("Ours", "2027-07-15", "2027-07-17", None),
        ("Theirs", "2027-05-19", "2027-05-19", None),
    ] == _told(reading)


def test_links_spoken_of_at_meetings_are_no_events_and_a_programme_of_days_is_some() -> None:
    links = "".join(f"- [Tool {n}](https://t{n}.example/) a tool that filters output\n" for n in range(6))
    notes = read(f"# 2027 events\n\n## May 6\n\n{links}\n## June 3\n\n{links}", "https://example.org/2027.md")
    assert [] == list(notes.listings)
    few = "- [A](https://a.example/)\n- [B](https://b.example/)\n"
    days = read(f"# 2027 events\n\n## May 6\n\n{few}\n## June 3\n\n{few}", "https://example.org/2027.md")
    assert ["A", "A", "B", "B"] == sorted(it.title for it in days.listings)
