"""Changed occurrences of a series, and several tellings of one event."""

from services.events.ingest.model import Reading
from tests.support.reading import calendar, read

DAILY = "UID:d\nSUMMARY:Daily\nDTSTART;TZID=Europe/Berlin:20270301T190000\nDURATION:PT2H\n"


def _read(*events: str) -> Reading:
    return read(calendar(*events), "https://example.org/events.ics")


def _told(reading: Reading) -> list[tuple[str, str, str, str]]:
    """Return key, title, start and end of each listing, by key."""
    found = [
        (it.recurrence_id, it.title, it.starts.local, it.ends.local if it.ends else "")
        for it in reading.listings
    ]
    return sorted(found)


def _refused(reading: Reading) -> list[tuple[str, str | None]]:
    return [(each.reason, each.title) for each in reading.rejected]


def test_a_change_of_this_and_all_that_come_after_moves_them_alike() -> None:
    reading = _read(
        DAILY + "RRULE:FREQ=DAILY;COUNT=5",
        "UID:d\nSUMMARY:Later\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270302T190000\n"
        "DTSTART;TZID=Europe/Berlin:20270302T203000\nDURATION:PT1H",
        "UID:d\nSUMMARY:Once\nRECURRENCE-ID;TZID=Europe/Berlin:20270303T190000\n"
        "DTSTART;TZID=Europe/Berlin:20270303T100000",
        "UID:d\nSUMMARY:Next day\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270304T190000\n"
        "DTSTART;TZID=Europe/Berlin:20270305T190000\nDURATION:PT1H",
    )
    assert [
        ("2027-03-01T19:00:00", "Daily", "2027-03-01T19:00", "2027-03-01T21:00"),
        ("2027-03-02T19:00:00", "Later", "2027-03-02T20:30", "2027-03-02T21:30"),
        ("2027-03-03T19:00:00", "Once", "2027-03-03T10:00", ""),
        ("2027-03-04T19:00:00", "Next day", "2027-03-05T19:00", "2027-03-05T20:00"),
        ("2027-03-05T19:00:00", "Next day", "2027-03-06T19:00", "2027-03-06T20:00"),
    ] == _told(reading)


def test_of_several_tellings_the_newest_stands() -> None:
    excluding = "EXDATE;TZID=Europe/Berlin:20270302T190000\nSEQUENCE:2"
    reading = _read(
        DAILY + "RRULE:FREQ=DAILY;COUNT=3\nSEQUENCE:1",
        "UID:d\nSUMMARY:Moved\nRECURRENCE-ID;TZID=Europe/Berlin:20270302T190000\nSEQUENCE:1\n"
        "DTSTART;TZID=Europe/Berlin:20270302T203000",
        DAILY.replace("Daily", "Daily again") + f"RRULE:FREQ=DAILY;COUNT=3\n{excluding}",
    )
    assert [
        ("2027-03-01T19:00:00", "Daily again", "2027-03-01T19:00", "2027-03-01T21:00"),
        ("2027-03-03T19:00:00", "Daily again", "2027-03-03T19:00", "2027-03-03T21:00"),
    ] == _told(reading)
    assert [("superseded", "Daily"), ("superseded", "Moved")] == _refused(reading)


def test_a_change_made_before_a_series_ended_is_taken_back_with_its_date() -> None:
    reading = _read(
        DAILY + "RRULE:FREQ=DAILY;UNTIL=20270302\nSEQUENCE:3",
        "UID:d\nSUMMARY:Moved\nRECURRENCE-ID;TZID=Europe/Berlin:20270304T190000\nSEQUENCE:2\n"
        "DTSTART;TZID=Europe/Berlin:20270304T203000",
        "UID:d\nSUMMARY:Added since\nRECURRENCE-ID;TZID=Europe/Berlin:20270305T190000\nSEQUENCE:3\n"
        "DTSTART;TZID=Europe/Berlin:20270305T203000",
    )
    assert ["Daily", "Daily", "Added since"] == [title for _, title, *_ in _told(reading)]
    assert [("superseded", "Moved")] == _refused(reading)


def test_events_that_only_share_a_uid_and_a_start_are_kept() -> None:
    same = "UID:1\nDTSTART:20270519T190000Z\nSEQUENCE:1\n"
    reading = _read(f"{same}SUMMARY:Berlin", f"{same}SUMMARY:Munich")
    assert ["Berlin", "Munich"] == [title for _, title, *_ in _told(reading)]


def test_a_changed_day_may_name_the_one_it_replaces_by_a_moment() -> None:
    reading = _read(
        "UID:d\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20270301\nRRULE:FREQ=DAILY;COUNT=2",
        "UID:d\nSUMMARY:Fair, moved\nRECURRENCE-ID:20270302T000000Z\nDTSTART;VALUE=DATE:20270309",
    )
    expected = [("2027-03-01", "Fair", "2027-03-01", ""), ("2027-03-02", "Fair, moved", "2027-03-09", "")]
    assert expected == _told(reading)


def test_a_change_in_the_last_year_there_is_costs_no_neighbour() -> None:
    reading = _read(
        DAILY + "RRULE:FREQ=DAILY;COUNT=3",
        "UID:d\nSUMMARY:Late\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270302T190000\n"
        "DTSTART:99991231T190000Z",
    )
    assert ["Daily"] == [title for _, title, *_ in _told(reading)]
    assert [("bad_date", "Late")] * 2 == _refused(reading)


def test_a_count_below_one_counts_nothing() -> None:
    reading = _read(DAILY + "RRULE:FREQ=WEEKLY;COUNT=-1;UNTIL=20270315")
    assert ["2027-03-01", "2027-03-08", "2027-03-15"] == [key[:10] for key, *_ in _told(reading)]


def test_a_rule_of_another_calendar_is_refused_and_the_first_date_kept() -> None:
    reading = _read("UID:1\nSUMMARY:New Year\nDTSTART;VALUE=DATE:20270206\nRRULE:RSCALE=CHINESE;FREQ=YEARLY")
    assert [("", "New Year", "2027-02-06", "")] == _told(reading)
    assert [("bad_recurrence", "New Year")] == _refused(reading)


def test_an_event_behind_a_task_that_was_left_open_is_no_part_of_it() -> None:
    lost = "BEGIN:VTODO\nUID:t\nSUMMARY:Sweep\nEND:VTOOD\n"
    text = calendar("UID:1\nSUMMARY:A\nDTSTART:20270519").replace("BEGIN:VEVENT", f"{lost}BEGIN:VEVENT")
    reading = read(
        text + text.replace("UID:1", "UID:2").replace("END:VCALENDAR", ""), "https://x.example/a.ics"
    )
    assert ["1", "2"] == [listing.uid for listing in reading.listings]


def test_a_moment_that_ends_an_event_of_days_ends_it_on_its_day() -> None:
    days = [
        (it.starts.local, it.ends.local if it.ends else None)
        for it in _read(
            "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20270519\nDTEND:20270521T170000",
            "UID:2\nSUMMARY:B\nDTSTART;VALUE=DATE:20270519\nDTEND:20270521T000000",
            "UID:3\nSUMMARY:C\nDTSTART;VALUE=DATE:20270519\nDTEND:20270519T170000",
        ).listings
    ]
    assert [("2027-05-19", "2027-05-21"), ("2027-05-19", "2027-05-20"), ("2027-05-19", "2027-05-19")] == days


def test_a_past_series_without_its_first_date_stands_by_the_next() -> None:
    old = "UID:o\nSUMMARY:Old\nDTSTART:20200301T190000Z\nEXDATE:20200301T190000Z\n"
    reading = _read(
        f"{old}RRULE:FREQ=WEEKLY;UNTIL=20200401",
        "UID:o\nSUMMARY:Old, moved\nRECURRENCE-ID:20200315T190000Z\nDTSTART:20200316T190000Z",
    )
    assert [
        ("2020-03-08T19:00:00Z", "Old", "2020-03-08T19:00", ""),
        ("2020-03-15T19:00:00Z", "Old, moved", "2020-03-16T19:00", ""),
    ] == _told(reading)
    assert [("all_dates_excluded", "Old")] == _refused(_read(f"{old}RRULE:FREQ=WEEKLY;COUNT=1"))
