"""The town that a calendar is called after stands for records of it that tell no other place."""

import pytest

from services.events.ingest.model import Place, RawListing
from services.events.ingest.normalise.home_town import at_home, home_town, is_open
from shared.contracts.events import Mode
from shared.places.geonames import load_gazetteer
from tests.support.reading import calendar, read

EAST = "America/New_York"


def record(calendar: str | None, zone: str | None = EAST, **place: str) -> RawListing:
    return RawListing(title="x", timezone=zone, calendar_name=calendar, **place)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([record("Data Science Raleigh")], "Raleigh"),
        ([record("Future of Data (Raleigh-Durham)")], "Raleigh"),
        ([record("Data Science New York City")], "New York City"),
        (
            [
                record("Data Science Raleigh"),
                record("Data Science Raleigh", address="1 Main St, Raleigh, NC"),
            ],
            "Raleigh",
        ),
        (
            [
                record("Data Science Raleigh"),
                record("Data Science Raleigh", address="https://meet.example/1"),
            ],
            "Raleigh",
        ),
        ([record("Data Science Raleigh"), record("Data Science Raleigh", venue="Hall", city="Cary")], None),
        ([record("Data Science Raleigh"), record("Data Science Raleigh", venue="Reading Room 2")], "Raleigh"),
        ([record("Data Science Raleigh"), record("Data Science Raleigh", venue="The Elm, Cary")], None),
        ([record("Nutley Public Library")], None),
        (
            [record("Nutley Public Library"), record("Nutley Public Library", venue="Nutley Library")],
            "Nutley",
        ),
        ([record("Data Science Raleigh"), record("Data Science Durham")], None),
        ([record("Data Science Raleigh", address="NC")], "Raleigh"),
        ([record("Raleigh and Boston Makers")], None),
        ([record("Data Science Raleigh", "Europe/Berlin")], None),
        ([record("Data Science Raleigh", None)], None),
        ([record("Mobile Makers", "America/Chicago")], None),
        ([record("data science raleigh")], None),
        ([record("Triangle Developers")], None),
        ([record(None)], None),
        ([], None),
    ],
)
def test_the_town_of_a_calendars_name(records: list[RawListing], expected: str | None) -> None:
    found = home_town(records, load_gazetteer())
    assert expected == (found.name if found else None)


def test_it_stands_only_where_nothing_else_does() -> None:
    home = home_town([record("Data Science Raleigh")], load_gazetteer())
    assert home is not None
    told = [None, Place(venue="Hall"), Place(country="US", region="NC"), Place(country="DE"),
            Place(country="US", region="SC"), Place(city="Cary"), Place(lat=1.0, lon=1.0)]  # fmt: skip
    assert [True] * 3 + [False] * 4 == [is_open(it, home) for it in told]
    placed = at_home(Place(venue="Hall"), home)
    assert ("Hall", "Raleigh", "NC", "US", home.lat) == (
        placed.venue, placed.city, placed.region, placed.country, placed.lat,
    )  # fmt: skip


def test_a_calendar_gives_its_town_to_what_is_nowhere_and_not_online() -> None:
    day = "DTSTART:20270519T170000Z\nDTEND:20270519T190000Z"
    told = calendar(
        f"UID:1\nSUMMARY:Ferris Night\n{day}",
        f"UID:2\nSUMMARY:Ferris Talk\n{day}\nLOCATION:https://meet.example/1",
        head="X-WR-CALNAME:Rust Berlin\nX-WR-TIMEZONE:Europe/Berlin",
    )
    found = {it.title: (it.place and it.place.city, it.mode) for it in read(told).listings}
    assert {"Ferris Night": ("Berlin", None), "Ferris Talk": (None, Mode.ONLINE)} == found
