"""Sessionize: the views as JSON, and the grid embedded in a page."""

import json
from typing import Any

import pytest

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.session import Session
from tests.support.reading import context, parse_json, read

TALK: dict[str, Any] = {
    "id": "5",
    "title": "On types",
    "startsAt": "2027-06-02T09:30:00",
    "endsAt": "2027-06-02T10:15:00",
}
ALL = {
    "sessions": [dict(TALK, speakers=["s1"], roomId=7)],
    "speakers": [{"id": "s1", "fullName": "Ada L"}],
    "rooms": [{"id": 7, "name": "Main"}],
}
SPOKEN = dict(TALK, speakers=[{"id": "s1", "name": "Ada L"}])
SESSIONS = [{"groupId": None, "groupName": "All", "sessions": [dict(SPOKEN, room="Main")]}]
GRID = [{"date": "2027-06-02T00:00:00", "rooms": [{"id": 7, "name": "Main", "sessions": [SPOKEN]}]}]
PAGE = """<!doctype html><html><head><title>TypeConf 2027</title></head><body><div class="sz-root">
<div class="sz-session" data-sessionid="5"><div class="sz-session__room">Main</div>
<div class="sz-session__time" data-sztz="TimeWithDuration|en-US|2027-06-02T{}Z|2027-06-02T{}Z">{}</div>
<h3 class="sz-session__title"><a href="#">On types</a></h3>
<ul class="sz-session__speakers"><li><a href="#">Ada L</a></li></ul></div></div></body></html>"""


@pytest.mark.parametrize("view", [ALL, SESSIONS, GRID])
def test_no_view_says_which_conference_it_is_of(view: Any) -> None:
    """So none makes an event by itself; it is said, rather than a name made up."""
    reading = parse_json(view)
    assert (reading.format, reading.listings) == ("sessionize", ())
    assert reading.rejected == (Rejected("schedule_without_title", "conference"),)


def test_a_session_without_a_title_is_named() -> None:
    """One bad session costs only itself."""
    reading = parse_json([{"groupName": "All", "sessions": [{"id": "6"}, TALK]}])
    assert Rejected("session_without_title", "session 6") in reading.rejected


@pytest.mark.parametrize(
    ("starts", "ends", "clock"),
    [
        ("16:30:00.0000000", "17:15:00.0000000", "9:30 am → 45 min"),
        ("07:30:00", "08:15:00", "09:30 → 45 min"),
        ("00:30:00", "01:15:00", "9:30 AM"),
    ],
)
def test_an_embedded_grid_is_one_event_at_the_clock_of_its_place(starts: str, ends: str, clock: str) -> None:
    """West and east of Greenwich; the page's own title names the event."""
    reading = parse_document(PAGE.format(starts, ends, clock).encode(), context())
    assert reading.listings == (
        RawListing(
            uid="TypeConf 2027|2027",
            title="TypeConf 2027",
            starts="2027-06-02",
            ends="2027-06-02",
            categories=("conference",),
            sessions=(Session("On types", "2027-06-02T09:30", "2027-06-02T10:15", "Main", ("Ada L",)),),
            where="conference",
        ),
    )


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://example.org/data/devfest-nantes_2027.json", "devfest nantes 2027"),
        ("https://example.org/data/sessions-2027.json", None),
        ("https://sessionize.com/api/v2/abc123/view/All", None),
    ],
)
def test_a_view_kept_as_a_file_is_called_after_it(url: str, title: str | None) -> None:
    groups: Json = [{"groupName": "All", "sessions": [TALK]}]
    assert [it.title for it in read(json.dumps(groups), url).listings] == ([title] if title else [])
