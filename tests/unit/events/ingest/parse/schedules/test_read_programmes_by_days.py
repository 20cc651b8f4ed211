"""Programmes that a site keeps by days: one event with its sessions, and what only looks alike."""

import json

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.parse.schedules.day_programme import programme_of
from services.events.ingest.session import Session
from tests.support.reading import read

_URL = "https://raw.ours.example/lathecon/main/data/schedule.json"
_DAYS = [
    {
        "date": "2027-05-19",
        "breaks": [{"title": "Lunch", "start": "12:00", "end": "13:00"}],
        "tracks": [
            {
                "room": "Hall 1",
                "sessions": [
                    {"title": "Lathes", "speaker": "Ann Lee", "start": "10:00", "end": "10:45"},
                    {"title": "Mills", "speakers": [{"name": "Bo"}, "Cy"], "time": "11:00 - 11:30"},
                ],
            }
        ],
    },
    {
        "date": "Thursday, May 20, 2027",
        "events": [{"event": "End", "startTime": "9 am", "venue": "Hall 2", "talks": None}],
    },
]
_SESSIONS = (
    Session("Lathes", "2027-05-19T10:00", "2027-05-19T10:45", "Hall 1", ("Ann Lee",)),
    Session("Mills", "2027-05-19T11:00", "2027-05-19T11:30", "Hall 1", ("Bo", "Cy")),
    Session("Lunch", "2027-05-19T12:00", "2027-05-19T13:00", None, ()),
    Session("End", "2027-05-20T09:00", None, "Hall 2", ()),
)


def test_days_with_sessions_are_one_event() -> None:
    for document in ({"name": "LatheCon", "city": "Berlin", "schedule": {"days": _DAYS}}, _DAYS):
        [event] = read(json.dumps(document), _URL).listings
        title = "LatheCon" if isinstance(document, dict) else "lathecon"
        assert (title, "2027-05-19", "2027-05-20") == (
            event.title, event.starts.local, event.ends and event.ends.local,
        )  # fmt: skip
        assert _SESSIONS == event.sessions


def test_the_day_of_a_conference_may_stand_beside_its_name() -> None:
    held = {key: value for key, value in _DAYS[0].items() if key != "date"}
    document = {"eventName": "LatheCon", "eventDate": "2027-05-19", **held}
    [event] = read(json.dumps(document), _URL).listings
    assert ("LatheCon", "2027-05-19", _SESSIONS[:3]) == (event.title, event.starts.local, event.sessions)


def test_the_name_of_a_conference_tells_the_year_of_its_days() -> None:
    days = [{**_DAYS[0], "date": "Wednesday, May 19"}]
    [event] = read(json.dumps({"name": "LatheCon 2027", "days": days}), _URL).listings
    assert ("2027-05-19", _SESSIONS[:3]) == (event.starts.local, event.sessions)
    assert read(json.dumps({"name": "LatheCon", "days": days}), _URL).listings == ()


def test_what_a_town_lists_by_days_is_no_programme() -> None:
    days = [
        {"date": f"2027-05-{day}", "events": [{"title": f"Fair {day}", "start": "10:00", "venue": "Mill"}]}
        for day in (19, 20, 21)
    ]
    assert programme_of("json", json.loads(json.dumps(days)), _URL) is None


def test_talks_of_a_whole_term_are_no_programme() -> None:
    days = [
        {"date": f"2027-0{month}-19", "talks": [{"title": "Saws", "start": "10:00", "speaker": "Bo"}]}
        for month in (3, 4, 5)
    ]
    assert programme_of("json", json.loads(json.dumps(days)), _URL) is None


@given(
    st.recursive(
        st.sampled_from(["2027-05-19", "10:00", "x", "", None]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["date", "title", "start", "end", "speaker", "tracks", "room"]), inner
            )
        ),
        max_leaves=30,
    )
)
def test_any_shape_is_a_programme_or_none(document: object) -> None:
    found = programme_of("json", document, _URL)  # type: ignore[arg-type]
    assert found is None or len(found.listings) == 1


def test_days_may_be_keys_or_titles_and_breaks_tell_a_programme_from_a_town() -> None:
    on = [
        {"time": "09:00 - 10:00", "title": "Opening"},
        {"time": "12:00 - 13:00", "title": "Lunch break"},
        {"time": "14:00 - 15:00", "title": "Mills"},
    ]
    keyed = {"Wednesday, May 19, 2027": on, "Thursday, May 20, 2027": on}
    titled = {"day1": {"title": "Day 1: May 19, 2027 (on site)", "events": on}}
    found = [programme_of("json", json.loads(json.dumps(told)), _URL) for told in (keyed, titled)]
    assert [(it.listings[0].starts, len(it.listings[0].sessions)) for it in found if it] == [
        ("2027-05-19", 6),
        ("2027-05-19", 3),
    ]
    town = {"Wednesday, May 19, 2027": [on[0], on[2], {"time": "20:00", "title": "Jazz"}]}
    assert programme_of("json", json.loads(json.dumps(town)), _URL) is None
