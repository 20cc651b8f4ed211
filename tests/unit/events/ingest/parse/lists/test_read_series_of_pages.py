"""Lists whose days are told by a series, and what is like the format of somebody else."""

import json
from typing import Any

import pytest

from shared.contracts.events import Mode
from tests.support.reading import placed, read

_FILE = "https://ours.example/events.json"


def _told(record: dict[str, Any], **more: Any) -> list[Any]:
    return placed(read(json.dumps([record | more]), _FILE))


def test_a_calendar_of_a_page_keeps_the_place_in_its_own_properties() -> None:
    single = {"title": "Turning", "start": "2027-05-19T18:30:00", "extendedProps": {"location": "Old Mill"}}
    assert [("Turning", "2027-05-19T18:30", None, "Old Mill", None)] == _told(single)


@pytest.mark.parametrize(
    ("weekdays", "day"), [([3], "2027-05-19"), ([0, 5], "2027-05-21"), ([], "2027-05-17")]
)
def test_a_series_of_a_page_begins_on_the_first_of_its_weekdays(weekdays: list[int], day: str) -> None:
    series = {"title": "Turning", "startRecur": "2027-05-17", "startTime": "18:30", "daysOfWeek": weekdays,
              "endRecur": "2027-05-22"}  # fmt: skip
    assert [("Turning", f"{day}T18:30", None, None, None)] == _told(series)


def test_a_list_with_keys_that_confs_tech_does_not_know_is_read_by_its_own() -> None:
    record = {"name": "Turning", "startDate": "2027-05-19", "endDate": "2027-05-20", "location": "Berlin"}
    reading = read(json.dumps([record | {"links": "https://a.example/"}]), _FILE)
    assert ["json"] == [reading.format]
    assert [("Turning", "2027-05-19", "2027-05-20", None, "Berlin")] == placed(reading)


def test_the_house_of_an_address_may_be_called_its_description() -> None:
    place = {"description": "Old Mill", "street": "Main Street 1", "locality": "Berlin", "country": "Germany"}
    answer = {"title": "Turning", "beginsOn": "2027-05-19T16:00:00Z", "physicalAddress": place}
    reading = read(json.dumps({"data": {"searchEvents": {"elements": [answer]}}}))
    assert [("Turning", "2027-05-19T18:00", None, "Old Mill", "Berlin")] == placed(reading)


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("Berlin, Germany (virtual)", Mode.ONLINE),
        ("Berlin, Germany (online only)", Mode.ONLINE),
        ("Berlin, Germany & online", Mode.HYBRID),
        ("Room 204 + Zoom", Mode.HYBRID),
        ("The Zoom Room", Mode.IN_PERSON),
        ("Berlin, Germany", Mode.IN_PERSON),
    ],
)
def test_how_one_takes_part_by_what_stands_beside_the_place(place: str, mode: Mode) -> None:
    reading = read(json.dumps([{"title": "Turning", "start": "2027-05-19", "location": place}]), _FILE)
    assert [mode] == [it.mode for it in reading.listings]


def test_a_moment_with_a_sign_too_many_is_one() -> None:
    assert [("Turning", "2027-05-19T10:00", "2027-05-19T13:00", None, None)] == _told(
        {"title": "Turning", "start": "2027-05-19T10:00", "end": "2027-05-19:T13:00"}
    )


def test_the_events_of_each_town_are_those_of_one_list() -> None:
    towns = [
        {"town": town, "id": number, "festivals": [{"name": f"F{number}", "event_start_date": "2027-05-19"}]}
        for number, town in enumerate(("Berlin", "Munich"))
    ]
    assert [("F0", "2027-05-19"), ("F1", "2027-05-19")] == [
        each[:2] for each in placed(read(json.dumps({"towns": towns}), _FILE))
    ]


@pytest.mark.parametrize(
    "contract",
    [
        {"name": "Ours Ltd", "type": "SALARY", "amountMinor": 320000, "startDate": "2027-01-25"},
        {"name": "Van", "leaseAmount": 420.75, "startDate": "2027-05-01", "location": "Berlin"},
    ],
)
def test_a_contract_that_starts_on_a_day_is_no_event(contract: dict[str, Any]) -> None:
    assert not read(json.dumps([contract]), "https://ours.example/list.json").listings


def test_a_day_with_the_mark_of_a_note_is_that_day() -> None:
    table = "# Events\n\n| Event | Dates |\n|---|---|\n| Turning | May 19–21, 2027* |\n"
    assert [("Turning", "2027-05-19", "2027-05-21", None, None)] == placed(read(table))


def test_what_is_written_for_an_instance_of_gancio_is_at_its_place_and_has_all_its_lines() -> None:
    lines = [
        {"title": name, "place_name": "Old Mill", "place_address": "Berlin", "start_datetime": 1810742400,
         "online_locations": [f"https://ours.example/{name}"]}
        for name in ("a", "b")
    ]  # fmt: skip
    reading = read("\n".join(map(json.dumps, lines)))
    assert [("Old Mill", Mode.IN_PERSON, f"https://ours.example/{name}") for name in ("a", "b")] == [
        (it.place and it.place.venue, it.mode, it.url) for it in reading.listings
    ]
    assert not reading.rejected
