"""Records of other formats than calendars that tell how they repeat."""

import json
from typing import Any

import pytest

from tests.support.reading import parse_json, read

FIRST = {"title": "Lathes", "start": "2027-05-03T19:00:00", "end": "2027-05-03T21:00:00", "location": "Mill"}
MONDAYS = [(f"2027-05-{day:02}T19:00:00", f"2027-05-{day:02}T21:00:00") for day in (3, 10, 17)]


def _dates(document: Any) -> list[tuple[str | None, str | None]]:
    return [(raw.starts, raw.ends) for raw in parse_json(document).listings]


@pytest.mark.parametrize(
    "told",
    [
        {"rrule": "FREQ=WEEKLY;COUNT=3"},
        {"rrule": "DTSTART:20270503T190000\nRRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;UNTIL=20270517"},
        {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20270524T190000"]},
        {"rrule": {"freq": "weekly", "byweekday": ["mo"], "until": "2027-05-17", "dtstart": "2027-05-03"}},
        {"rrule": {"freq": 2, "byweekday": 0, "count": 3}},
        {"recurrenceRule": {"frequency": "WEEKLY", "byDay": "Monday", "count": 3}},
        {
            "recurrence": {
                "freq": "monthly",
                "byweekday": [{"weekday": 0, "n": each} for each in (1, 2, 3)],
                "count": 3,
            }
        },
    ],
)
def test_a_rule_beside_the_first_date_gives_all_dates(told: dict[str, Any]) -> None:
    assert MONDAYS == _dates([{**FIRST, **told}])


def test_days_of_the_week_repeat_until_the_day_they_end_before() -> None:
    weekly = {"title": "Lathes", "daysOfWeek": [1, 3], "startRecur": "2027-05-03", "endRecur": "2027-05-12",
              "startTime": "19:00", "endTime": "21:00", "location": "Mill"}  # fmt: skip
    days = ("2027-05-03", "2027-05-05", "2027-05-10")
    assert [(f"{day}T19:00:00", f"{day}T21:00:00") for day in days] == _dates([weekly])


def test_a_series_keeps_the_clock_of_its_zone_and_an_offset_alone_as_it_is() -> None:
    rule = {"rrule": "FREQ=MONTHLY;COUNT=2", "location": "Mill"}
    zoned = {"title": "A", "start": "2027-03-15T18:00:00Z", "timezone": "Europe/Berlin", **rule}
    offset = {"title": "B", "start": "2027-03-15T19:00:00+01:00", **rule}
    found = [(it.title, it.starts.local, it.starts.utc) for it in read(json.dumps([zoned, offset])).listings]
    assert [
        ("A", "2027-03-15T19:00", "18"), ("A", "2027-04-15T19:00", "17"),
        ("B", "2027-03-15T19:00", "18"), ("B", "2027-04-15T19:00", "18"),
    ] == [(title, local, utc and f"{utc:%H}") for title, local, utc in found]  # fmt: skip


def test_a_rule_that_cannot_be_used_leaves_the_first_date_and_says_why() -> None:
    parsed = parse_json([{**FIRST, "rrule": "FREQ=SECONDLY"}, {**FIRST, "rrule": "weekly, mostly"}])
    assert [("sub_daily_recurrence", "Lathes")] == [(each.reason, each.title) for each in parsed.rejected]
    assert [(FIRST["start"], FIRST["end"])] * 2 == [(raw.starts, raw.ends) for raw in parsed.listings]


def test_a_series_of_google_leaves_out_the_dates_that_are_told_by_themselves() -> None:
    daily = {"id": "d", "summary": "Daily", "recurrence": ["RRULE:FREQ=DAILY;COUNT=3"],
             "start": {"dateTime": "2027-05-03T19:00:00+02:00", "timeZone": "Europe/Berlin"},
             "end": {"dateTime": "2027-05-03T20:00:00+02:00", "timeZone": "Europe/Berlin"}}  # fmt: skip
    moved = {"id": "d_2", "summary": "Moved", "recurringEventId": "d",
             "originalStartTime": {"dateTime": "2027-05-04T19:00:00+02:00"},
             "start": {"dateTime": "2027-05-04T21:00:00+02:00"}}  # fmt: skip
    listings = read(json.dumps({"kind": "calendar#events", "items": [daily, moved]})).listings
    assert [
        ("Daily", "2027-05-03T19:00", "2027-05-03T20:00"),
        ("Daily", "2027-05-05T19:00", "2027-05-05T20:00"),
        ("Moved", "2027-05-04T21:00", None),
    ] == [(it.title, it.starts.local[:16], it.ends and it.ends.local) for it in listings]


def _scheduled(plan: dict[str, Any], **own: Any) -> list[tuple[str, str | None]]:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Lathes",
             "eventSchedule": {"@type": "Schedule", "scheduleTimezone": "Europe/Berlin", **plan},
             **own}  # fmt: skip
    return [(it.starts.local, it.ends.local if it.ends else None) for it in read(json.dumps(event)).listings]


def test_a_schedule_gives_its_dates_and_not_the_day_it_is_valid_from() -> None:
    plan = {"startDate": "2027-05-01", "endDate": "2027-05-12", "startTime": "19:00", "endTime": "21:00",
            "byDay": ["https://schema.org/Monday", "schema:Wednesday"],
            "exceptDate": "2027-05-10T19:00"}  # fmt: skip
    days = ("2027-05-03", "2027-05-05", "2027-05-12")
    assert [(f"{day}T19:00", f"{day}T21:00") for day in days] == _scheduled(
        {**plan, "repeatFrequency": "P1W"}
    )
    assert 3 == len(_scheduled(plan))


def test_a_schedule_beside_a_first_date_repeats_that() -> None:
    own = {"startDate": "2027-05-03T22:00:00+02:00", "endDate": "2027-05-04T01:00:00+02:00"}
    assert [
        ("2027-05-03T22:00", "2027-05-04T01:00"), ("2027-05-17T22:00", "2027-05-18T01:00"),
    ] == _scheduled({"repeatFrequency": "P2W", "byDay": "Monday", "repeatCount": 2}, **own)  # fmt: skip
    second = {"repeatFrequency": "P1M", "byDay": "Tuesday", "byMonthWeek": 2, "repeatCount": 2,
              "startTime": "22:00", "endTime": "01:00"}  # fmt: skip
    assert [
        ("2027-05-11T22:00", "2027-05-12T01:00"), ("2027-06-08T22:00", "2027-06-09T01:00"),
    ] == _scheduled({**second, "startDate": "2027-05-11"})  # fmt: skip


def test_what_is_held_each_year_or_told_without_a_rule_is_one_event() -> None:
    days = {"startDate": "2027-05-03", "endDate": "2027-05-05"}
    yearly = {"repeatFrequency": "P1Y", "byDay": ["Monday", "Tuesday", "Wednesday"], **days}
    assert [("2027-05-03", "2027-05-05")] == _scheduled(yearly, **days)
    assert [] == _scheduled({"byDay": "Sunday"})


def test_repeating_records_are_bounded() -> None:
    daily = [{**FIRST, "title": f"Lathes {n}", "rrule": "FREQ=DAILY"} for n in range(6)]
    parsed = parse_json(daily)
    assert 2000 >= len(parsed.listings)
    assert {"too_many_occurrences"} == {each.reason for each in parsed.rejected}


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_first_and_last_years_cost_no_neighbour(year: str) -> None:
    far = {"title": "Far", "start": f"{year}-01-01T00:00:00+05:00", "end": f"{year}-12-31T23:59:59Z",
           "timezone": "Europe/Berlin", "location": "Mill"}  # fmt: skip
    days = {**far, "start": f"{year}-01-01T00:00:00Z", "allDay": True}
    rows = [{**far, "rrule": "FREQ=DAILY"}, days, {**days, "rrule": "FREQ=WEEKLY"}, FIRST]
    assert (FIRST["start"], FIRST["end"]) in _dates(rows)
    plan = {"repeatFrequency": "P1W", "startDate": f"{year}-12-31", "startTime": "22:00", "endTime": "01:00"}
    assert [] == _scheduled(plan)
    row = {"slug": "a", "title": "A", "firstDate": f"{year}-01-01", "firstTimeStart": "00:00",
           "lastDate": f"{year}-12-31", "lastTimeStart": "23:30",
           "timings": [{"start": f"{year}-{day}:00Z"} for day in ("01-01T01:00", "12-31T22:30")]}  # fmt: skip
    assert 2 == len(_dates({"events": [row]}))
