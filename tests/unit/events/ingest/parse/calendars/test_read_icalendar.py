"""iCalendar as real producers write it."""

from datetime import UTC, datetime

from services.events.ingest.model import Listing, Outcome, Place, Reading, Rejected
from services.events.ingest.read.read import read_document
from services.events.ingest.when import When
from shared.contracts.events import EventStatus, Mode
from tests.support.reading import TOOLS, calendar, context, read

URL = "https://example.org/events.ics"


def _read(*events: str, head: str = "") -> Reading:
    return read(calendar(*events, head=head), URL)


def _starts(reading: Reading) -> list[tuple[str, When]]:
    return [(listing.recurrence_id, listing.starts) for listing in reading.listings]


def test_a_plain_event_with_folded_text_and_escapes() -> None:
    reading = _read(
        "UID:1@x\nSUMMARY:Rust night\\, part\n  two\nDTSTART;TZID=Europe/Berlin:20270519T190000\n"
        "DTEND;TZID=Europe/Berlin:20270519T210000\nDESCRIPTION:<p>Talks &amp; pizza</p>\n"
        "LOCATION:c-base\\, Rungestrasse 20\\, 10179 Berlin\\, Germany\nURL:https://x.example/1\nSTATUS:CONFIRMED"
    )
    (listing,) = reading.listings
    place = listing.place or Place()
    expected = Listing(
        uid="1@x",
        recurrence_id="",
        title="Rust night, part two",
        starts=When("2027-05-19T19:00", "Europe/Berlin", datetime(2027, 5, 19, 17, tzinfo=UTC)),
        ends=When("2027-05-19T21:00", "Europe/Berlin", datetime(2027, 5, 19, 19, tzinfo=UTC)),
        summary="Talks & pizza",
        description="Talks & pizza",
        mode=Mode.IN_PERSON,
        place=Place("c-base", "Rungestrasse 20", "Berlin", None, "DE", place.lat, place.lon),
        url="https://x.example/1",
        content_hash=listing.content_hash,
    )
    assert expected == listing


def test_bare_dates_are_days_and_the_exclusive_end_becomes_the_last_day() -> None:
    reading = _read(
        "UID:a\nSUMMARY:A\nDTSTART:20270425\nDTEND:20270429", "UID:b\nSUMMARY:B\nDTSTART:20270501"
    )
    assert [(When("2027-04-25"), When("2027-04-28")), (When("2027-05-01"), None)] == [
        (listing.starts, listing.ends) for listing in reading.listings
    ]


def test_zones_by_windows_name_without_vtimezone_by_suffix_and_by_calendar() -> None:
    reading = _read(
        "UID:w\nSUMMARY:W\nDTSTART;TZID=W. Europe Standard Time:20270519T190000",
        "UID:g\nSUMMARY:G\nDTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270519T190000",
        "UID:f\nSUMMARY:F\nDTSTART:20270519T190000",
        "UID:z\nSUMMARY:Z\nDTSTART:20270519T170000Z",
        "UID:q\nSUMMARY:Q\nDTSTART;TZID=Customized Time Zone:20270519T190000",
        head="X-WR-TIMEZONE:Europe/Berlin",
    )
    same = When("2027-05-19T19:00", "Europe/Berlin", datetime(2027, 5, 19, 17, tzinfo=UTC))
    assert [same] * 5 == [listing.starts for listing in reading.listings]


def test_a_floating_time_takes_the_zone_of_its_city_else_stays_floating() -> None:
    reading = _read(
        "UID:1\nSUMMARY:A\nDTSTART:20270519T190000\nLOCATION:Singapore",
        "UID:2\nSUMMARY:B\nDTSTART:20270519T190000",
    )
    assert [("Asia/Singapore", False), (None, True)] == [
        (listing.starts.timezone, listing.starts.utc is None) for listing in reading.listings
    ]


def test_an_illegal_refresh_hint_rejects_nothing() -> None:
    head = "X-PUBLISHED-TTL:P15M\nREFRESH-INTERVAL:P15M"
    assert _read("UID:1\nSUMMARY:A\nDTSTART:20270519T190000Z", head=head).outcome is Outcome.OK


def test_several_calendars_in_one_stream() -> None:
    one, other = (calendar(f"UID:{name}\nSUMMARY:{name}\nDTSTART:20270519") for name in "ab")
    assert ["a", "b"] == [listing.uid for listing in read(one + other, URL).listings]


def test_one_uid_for_many_dates_is_kept_apart() -> None:
    reading = _read(
        "UID:1\nSUMMARY:A\nDTSTART:20270519T190000Z", "UID:1\nSUMMARY:A\nDTSTART:20270526T190000Z"
    )
    assert ["2027-05-19T19:00", "2027-05-26T19:00"] == [listing.recurrence_id for listing in reading.listings]


def test_a_lost_end_does_not_swallow_the_neighbour() -> None:
    text = calendar("UID:1\nSUMMARY:A\nDTSTART:20270519", "UID:2\nSUMMARY:B\nDTSTART:20270520")
    broken = text.replace("END:VEVENT\n", "", 1)
    assert ["1", "2"] == [listing.uid for listing in read(broken, URL).listings]


def test_a_calendar_that_was_cut_off_says_so() -> None:
    text = calendar("UID:1\nSUMMARY:A\nDTSTART:20270519", "UID:2\nSUMMARY:B\nDTSTART:20270520")
    reading = read(text[: text.index("UID:2") + 20], URL)
    assert (["1"], ["cut_off", "no_date"]) == (
        [listing.uid for listing in reading.listings], [each.reason for each in reading.rejected],
    )  # fmt: skip


def test_what_is_refused_says_why() -> None:
    reading = _read(
        "UID:1\nSUMMARY:A",
        "UID:2\nSUMMARY:B\nDTSTART:soon",
        "UID:3\nSUMMARY:C\nDTSTART:30110811T100000Z",
        "UID:4\nSUMMARY:D\nDTSTART:20270519\nCLASS:PRIVATE",
        "UID:5\nDTSTART:20270519",
    )
    expected = {
        Rejected("no_date", "line 3", "A"), Rejected("bad_date", "line 7", "B"),
        Rejected("implausible_date", "line 12", "C"), Rejected("private", "line 17"),
        Rejected("no_title", "line 23"),
    }  # fmt: skip
    assert expected == set(reading.rejected)


def test_an_end_before_the_start_is_dropped_not_swapped() -> None:
    reading = _read("UID:1\nSUMMARY:A\nDTSTART:20270519T190000Z\nDTEND:20270519T180000Z")
    assert [("2027-05-19T19:00", None)] == [
        (listing.starts.local, listing.ends) for listing in reading.listings
    ]


def test_the_geo_of_a_meetup_calendar_is_its_groups_not_the_events() -> None:
    event = "UID:1\nSUMMARY:A\nDTSTART:20270519T190000Z\nGEO:52.5;13.4"
    (of_meetup,) = _read(
        event, head="PRODID:-//Meetup//Meetup Calendar 1.0//EN\nX-WR-CALNAME:Rust Berlin"
    ).listings
    (of_other,) = _read(event).listings
    assert (None, "Rust Berlin") == (of_meetup.place, of_meetup.organiser_name)
    assert Place(lat=52.5, lon=13.4) == of_other.place


WEEKLY = "UID:w\nSUMMARY:Weekly\nDTSTART;TZID=Europe/Berlin:20270301T190000\nDURATION:PT2H\n"


def test_a_recurrence_keeps_its_wall_time_over_the_change_of_clocks() -> None:
    reading = _read(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=6")
    instants = [listing.starts.utc for listing in reading.listings]
    assert [18, 18, 18, 18, 17, 17] == [instant.hour for instant in instants if instant]
    assert {"19:00"} == {listing.starts.local[11:] for listing in reading.listings}


def test_a_date_only_until_includes_its_day() -> None:
    reading = _read(WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=20270315")
    assert ["2027-03-01", "2027-03-08", "2027-03-15"] == [key[:10] for key, _ in _starts(reading)]


def test_excluded_moved_and_cancelled_occurrences() -> None:
    reading = _read(
        WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20270308T190000",
        "UID:w\nRECURRENCE-ID;TZID=Europe/Berlin:20270315T190000\nSUMMARY:Moved\n"
        "DTSTART;TZID=Europe/Berlin:20270316T200000",
        "UID:w\nRECURRENCE-ID:20270322T180000Z\nSUMMARY:Weekly\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Berlin:20270322T190000",
    )
    expected = {
        ("2027-03-01T19:00:00", "2027-03-01T19:00", "Weekly", EventStatus.SCHEDULED),
        ("2027-03-15T19:00:00", "2027-03-16T20:00", "Moved", EventStatus.SCHEDULED),
        ("2027-03-22T19:00:00", "2027-03-22T19:00", "Weekly", EventStatus.CANCELLED),
    }
    assert expected == {(it.recurrence_id, it.starts.local, it.title, it.status) for it in reading.listings}


def test_rules_that_could_run_away_are_refused_and_the_first_date_is_kept() -> None:
    reading = _read(
        *(WEEKLY.replace("UID:w", f"UID:{rule}") + f"RRULE:{rule}" for rule in (
            "FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=WEEKLY;COUNT=99999", "FREQ=FORTNIGHTLY",
        ))
    )  # fmt: skip
    expected = ["sub_daily_recurrence", "sub_daily_recurrence", "recurrence_too_large", "bad_recurrence"]
    assert expected == [each.reason for each in reading.rejected]
    assert ["2027-03-01T19:00"] * 4 == [listing.starts.local for listing in reading.listings]


def test_an_impossible_rule_costs_nothing() -> None:
    reading = _read(WEEKLY + "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert ["2027-03-01T19:00"] == [listing.starts.local for listing in reading.listings]


def test_a_series_wholly_outside_the_window_stands_by_its_first_date() -> None:
    reading = _read(
        "UID:w\nSUMMARY:Old\nDTSTART:20200301T190000Z\nRRULE:FREQ=WEEKLY;COUNT=3",
        "UID:x\nSUMMARY:Far\nDTSTART;VALUE=DATE:20400301\nRRULE:FREQ=YEARLY",
        "UID:y\nSUMMARY:None\nDTSTART:20200301T190000Z\nRRULE:FREQ=WEEKLY;COUNT=1\nEXDATE:20200301T190000Z",
    )
    found = [(key, starts.local) for key, starts in _starts(reading)]
    assert [("2020-03-01T19:00:00Z", "2020-03-01T19:00"), ("2040-03-01", "2040-03-01")] == found
    assert [("all_dates_excluded", "None")] == [(each.reason, each.title) for each in reading.rejected]


def test_the_window_is_looked_through_by_the_clocks_of_the_event() -> None:
    reading = _read(
        "UID:w\nSUMMARY:W\nDTSTART;TZID=America/Los_Angeles:20261002T180000\nRRULE:FREQ=WEEKLY;COUNT=4"
    )
    assert ["2026-10-23T18:00"] == [starts.local for _, starts in _starts(reading)]


def test_what_is_read_is_told_before_the_next_is_begun_and_the_last_with_the_reading() -> None:
    begun: list[int] = []
    told: list[tuple[int, int]] = []
    document = calendar(*(f"UID:{it}\nSUMMARY:Night {it}\nDTSTART:20270501" for it in range(100)))

    def is_late() -> bool:
        begun.append(1)
        return False

    reading = read_document(
        document.encode(), context(URL), TOOLS, is_late, lambda part: told.append((len(begun), len(part)))
    )
    assert ([(50, 50)], 100) == (told, len(reading.listings))
