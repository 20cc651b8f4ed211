"""What servers of calendars answer: Microsoft Graph, Localist, LiveWhale, connpass."""

import json
from typing import Any

from tests.support.reading import read


def _starts(body: str) -> list[tuple[str, str]]:
    return [(it.title, it.starts.local) for it in read(body).listings]


def _graph(**said: Any) -> dict[str, Any]:
    zone = "Pacific Standard Time"
    times = {
        name: {"dateTime": f"2027-05-19T{hour}:00:00.0000000", "timeZone": zone}
        for name, hour in (("start", "09"), ("end", "11"))
    }
    return {"id": "1", "subject": "Meet", "isAllDay": False, "isCancelled": False, **times, **said}


def test_an_event_of_microsoft_graph_has_its_zone_and_place() -> None:
    place = {
        "displayName": "Hall 2",
        "address": {"street": "1 Main St", "city": "Portland", "state": "OR", "countryOrRegion": "US"},
    }
    (event,) = read(json.dumps({"value": [_graph(location=place)]})).listings

    assert (event.starts.local, event.starts.timezone) == ("2027-05-19T09:00", "America/Los_Angeles")
    assert event.place
    assert (event.place.venue, event.place.city, event.place.country) == ("Hall 2", "Portland", "US")


def test_whole_days_of_microsoft_graph_end_on_the_day_before_and_have_no_zone() -> None:
    day = {
        name: {"dateTime": f"2027-05-{day}T00:00:00.0000000", "timeZone": "UTC"}
        for name, day in (("start", "19"), ("end", "21"))
    }
    (event,) = read(json.dumps({"value": [_graph(isAllDay=True, **day)]})).listings

    assert event.ends
    assert (event.starts.local, event.ends.local) == ("2027-05-19", "2027-05-20")
    assert event.starts.timezone is None


def test_private_and_called_off_events_of_microsoft_graph_are_told() -> None:
    rows = [_graph(sensitivity="private"), _graph(id="2", isCancelled=True)]
    reading = read(json.dumps({"value": rows}))

    assert [it.reason for it in reading.rejected] == ["private"]
    assert [it.status.value for it in reading.listings] == ["cancelled"]


def test_an_event_of_localist_is_read_at_each_of_its_times() -> None:
    times = [
        {
            "event_instance": {
                "id": n,
                "start": f"2027-05-{day}T09:00:00-07:00",
                "end": f"2027-05-{day}T12:00:00-07:00",
                "all_day": False,
            }
        }
        for n, day in enumerate((17, 24))
    ]
    event = {
        "id": 5,
        "title": "Tour",
        "first_date": "2027-05-17",
        "last_date": "2027-05-24",
        "localist_url": "https://example.org/event/tour",
        "location_name": "Gardens",
        "event_instances": times,
    }
    listings = read(json.dumps({"events": [{"event": event}], "page": {"current": 1}})).listings

    assert [str(it.starts.utc) for it in listings] == [
        "2027-05-17 16:00:00+00:00",
        "2027-05-24 16:00:00+00:00",
    ]
    assert {it.url for it in listings} == {"https://example.org/event/tour"}


def test_times_under_any_name_replace_those_of_the_record() -> None:
    row = {
        "name": "Fair",
        "venue": "Hall",
        "start": "2027-05-01",
        "end": "2027-06-30",
        "times": [{"start": "2027-05-08T10:00", "end": "2027-05-08T12:00"}, {"start": "2027-06-05T10:00"}],
    }

    assert _starts(json.dumps([row])) == [("Fair", "2027-05-08T10:00"), ("Fair", "2027-06-05T10:00")]


def test_a_list_of_hours_is_no_list_of_times() -> None:
    hours = [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "17:00"}]
    row = {"name": "Fair", "venue": "Hall", "date": "2027-05-08", "hours": hours}

    assert [title for title, _ in _starts(json.dumps([row]))] == ["Fair"]


def test_livewhale_and_connpass_name_the_instant_after_what_is_shown() -> None:
    lively = {
        "id": "1",
        "title": "Colloquium",
        "date": "Wednesday, May 19",
        "date_iso": "2027-05-19T20:00:00+00:00",
        "date2_iso": "2027-05-19T21:00:00+00:00",
        "location": "Room 1",
    }
    passed = {
        "event_id": 2,
        "title": "Study",
        "started_at": "2027-05-20T18:30:00+09:00",
        "ended_at": "2027-05-20T20:30:00+09:00",
        "place": "Office",
        "address": "1-2-3",
    }

    assert [str(it.starts.utc) for it in read(json.dumps([lively])).listings] == ["2027-05-19 20:00:00+00:00"]
    assert [str(it.starts.utc) for it in read(json.dumps({"events": [passed]})).listings] == [
        "2027-05-20 09:30:00+00:00"
    ]


def test_what_a_build_says_of_itself_is_no_event() -> None:
    run = {"name": "build", "started_at": "2027-05-19T08:00:00Z", "ended_at": "2027-05-19T09:00:00Z"}

    assert not read(json.dumps([run])).listings


def test_fields_of_drupal_are_known_without_their_prefix() -> None:
    said = {
        "title": "Hearing",
        "field_event_date": "2027-01-19T09:00:00",
        "field_event_date_end": "2027-01-19T11:00:00",
        "field_event_location": "Town Hall, Austin, TX",
    }
    (event,) = read(json.dumps({"data": [{"type": "node--event", "id": "u1", "attributes": said}]})).listings

    assert event.ends
    assert (event.starts.local, event.ends.local) == ("2027-01-19T09:00", "2027-01-19T11:00")
    assert event.place
    assert (event.place.venue, event.place.city) == ("Town Hall", "Austin")


def test_an_instant_is_enough_for_an_event_of_wordpress() -> None:
    row = {
        "title": "Workshop",
        "utc_start_date": "2027-06-20 18:00:00",
        "url": "https://example.org/w",
        "venue": [],
    }
    (event,) = read(json.dumps({"events": [row], "total": 1})).listings

    assert str(event.starts.utc) == "2027-06-20 18:00:00+00:00"


def _of_tockify(uid: str, title: str, **when: Any) -> dict[str, Any]:
    content = {"summary": {"text": title}, "place": "Hall", "address": "Main Street 1, Berlin"}
    return {"eid": {"uid": uid, "tid": 1}, "when": when, "content": content, "status": {"name": "scheduled"}}


def test_the_views_that_a_page_hands_to_its_calendar_of_tockify() -> None:
    """The same event stands in two views, a whole day ends at the midnight after, offsets tell the place."""
    start = {"millis": 1_810_720_800_000, "offset": 7_200_000, "tzid": "Europe/Berlin"}
    end = {"millis": 1_810_728_000_000, "offset": 7_200_000}
    midnight = {"millis": 1_810_764_000_000, "offset": 7_200_000}
    timed = _of_tockify("1", "Lathes", start=start, end=end, allDay=False)
    day = _of_tockify(
        "2", "Fair", start=midnight, end={"millis": 1_810_936_800_000, "offset": 7_200_000}, allDay=True
    )
    far = _of_tockify("3", "Far", start={"millis": 1_810_720_800_000, "offset": -25_200_000}, allDay=False)
    del far["content"]["place"], far["content"]["address"]
    views = {"query": {"upcoming": {"events": [timed, day, far]}}, "pinboard": {"events": [timed]}}
    script = f"<script>window.tkf = {json.dumps({'bootdata': views})};</script>"
    reading = read(f"<!doctype html><html><body><div></div>{script}</body></html>")
    assert reading.format == "tockify"
    assert [(it.uid, it.title, it.starts.local, it.ends and it.ends.local) for it in reading.listings] == [
        ("1", "Lathes", "2027-05-19T12:00", "2027-05-19T14:00"),
        ("2", "Fair", "2027-05-20", "2027-05-21"),
        ("3", "Far", "2027-05-19T03:00", None),
    ]
    assert [it.title for it in read(json.dumps({"events": [day]})).listings] == ["Fair"]
