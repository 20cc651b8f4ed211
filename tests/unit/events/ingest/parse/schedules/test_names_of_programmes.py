"""What a programme is called that does not name its conference."""

import json
from typing import Any

import pytest

from services.events.ingest.parse.schedules.name_of_file import name_of_address
from tests.support.reading import read


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://pretalx.com/api/events/pyconde-2027/talks/", "pyconde 2027"),
        ("https://kotlinconf.example.org/api/sessions.json", "kotlinconf"),
        ("file:///pretalx/rustfest-2027/talks.json", "rustfest 2027"),
        ("https://sessionize.com/api/v2/jl4ktls0/view/All", None),
        ("file:///frab-xml/schedule.xml", None),
        ("https://raw.githubusercontent.com/a/b/main/schedule.xml", None),
        ("https://x.org/\x00/schedule.xml", None),
        ("", None),
    ],
)
def test_the_nearest_part_of_an_address_that_is_a_name(address: str, name: str | None) -> None:
    assert name_of_address(address) == name


def _talks(count: int, days: int) -> list[dict[str, Any]]:
    return [
        {
            "code": f"C{number}",
            "title": f"Talk {number}",
            "speakers": [],
            "submission_type": "Talk",
            "slot": {
                "room": "Hall",
                "start": f"2027-05-{19 + number % days}T{9 + number % 8:02}:00:00+02:00",
                "end": f"2027-05-{19 + number % days}T{9 + number % 8:02}:45:00+02:00",
            },
        }
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("days", "name"), [(1, "Programme of 19 May 2027"), (3, "Programme of 19 to 21 May 2027")]
)
def test_a_programme_of_no_name_is_called_by_its_days(days: int, name: str) -> None:
    reading = read(json.dumps(_talks(6, days)), "file:///talks.json")
    assert [(it.title, len(it.sessions)) for it in reading.listings] == [(name, 6)]
    assert reading.rejected == ()


def test_a_few_sessions_of_no_name_are_none() -> None:
    reading = read(json.dumps(_talks(4, 2)), "file:///talks.json")
    assert reading.listings == ()
    assert [it.reason for it in reading.rejected] == ["schedule_without_title"]


def test_a_schedule_in_xml_is_called_as_its_folder() -> None:
    session = "<event id='1'><title>A</title><start>10:00</start><duration>00:30</duration></event>"
    day = f"<day date='2027-05-19'><room name='Hall'>{session}</room></day>"
    reading = read(
        f"<schedule><conference><start>2027-05-19</start></conference>{day}</schedule>",
        "https://x.example.org/froscon-2027/schedule.xml",
    )
    assert [(it.title, it.starts.local) for it in reading.listings] == [("froscon 2027", "2027-05-19")]
