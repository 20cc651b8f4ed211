"""What another source says of a field: the same in other letters, less, or something else."""

from datetime import UTC, datetime

import pytest

from services.events.ingest.model import Place, Price
from services.events.ingest.resolve.agreement import agrees, in_words
from services.events.ingest.when import When
from shared.contracts.events import Mode

NINE = datetime(2027, 5, 19, 9, tzinfo=UTC)
BERLIN = When("2027-05-19T11:00", "Europe/Berlin", NINE)
HALL = Place(venue="Big Hall", city="Köln", country="DE", lat=50.9)


@pytest.mark.parametrize(
    ("said", "truth", "expected"),
    [
        (When("2027-05-19T11:00"), BERLIN, True),
        (When("2027-05-19"), BERLIN, True),
        (When("2027-05-19T09:00", "UTC", NINE), BERLIN, True),
        (When("2027-05-19T10:00", "Europe/Berlin", NINE.replace(hour=8)), BERLIN, False),
        (When("2027-05-20"), BERLIN, False),
        (Place(country="DE"), HALL, True),
        (Place(city="koln", country="DE", lat=50.8), HALL, True),
        (Place(venue="Old Hall", city="Köln", country="DE"), HALL, False),
        (Place(city="Bonn", country="DE"), HALL, False),
        (Price(is_free=False), Price(is_free=False, min=5.0, currency="EUR"), True),
        (Price(is_free=True), Price(is_free=False, min=5.0, currency="EUR"), False),
        ("http://www.a.example/x/", "https://a.example/x", True),
        ("https://a.example/y", "https://a.example/x", False),
        ("PYCON DE", "PyCon DE", True),
        ("PyCon", "PyCon DE", False),
        (("en",), ("en", "de"), False),
        (Mode.ONLINE, Mode.HYBRID, False),
    ],
)
def test_what_is_said_agrees_or_does_not(said: object, truth: object, *, expected: bool) -> None:
    assert expected is agrees(said, truth)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (BERLIN, "2027-05-19T11:00 Europe/Berlin"),
        (HALL, "Big Hall, Köln, Germany"),
        (Place(region="NC", country="US"), "NC, United States"),
        (Price(is_free=True), "free"),
        (Price(is_free=False), "not free"),
        (Price(min=5.0, max=7.5, currency="EUR"), "5–7.5 EUR"),
        (("en", "de"), "en, de"),
        (Mode.HYBRID, "hybrid"),
    ],
)
def test_it_is_shown_in_words(value: object, expected: str) -> None:
    assert expected == in_words(value)
