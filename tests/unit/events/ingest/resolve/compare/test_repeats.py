"""What one source lists twice: one event where it is entered again, two where a house holds two."""

from dataclasses import replace

import pytest

from services.events.ingest.model import Place
from services.events.ingest.resolve.compare.decide import decide
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.when import When
from tests.support.listings import listing

HALL = Place(venue="Organ Hall", city="Berlin")


@pytest.mark.parametrize(
    ("until", "place", "is_one"),
    [
        ("2027-05-19T21:00", HALL, True),
        ("2027-05-19T22:00", HALL, False),
        ("2027-05-19T21:00", Place(venue="Small Hall", city="Berlin"), False),
    ],
)
def test_what_is_entered_twice_for_the_same_hours_is_one_though_each_has_a_page(
    until: str, place: Place, is_one: bool
) -> None:
    starts, ends = When("2027-05-19T19:00"), When("2027-05-19T21:00")
    one = replace(listing("Karaoke Night"), starts=starts, ends=ends, place=HALL, url="https://a.example/1")
    again = replace(one, uid="again", ends=When(until), place=place, url="https://a.example/2")
    assert is_one is decide(Profile(one, "src_a"), Profile(again, "src_a")).same


@pytest.mark.parametrize(
    ("title", "day", "until", "city", "is_one"),
    [
        ("RailsConf", "2027-05-17", "2027-05-20", "Berlin", True),
        ("RailsConf", "2027-05-19", "2027-05-19", "Berlin", True),
        ("Rails Conf 2027", "2027-05-19", "2027-05-21", "Berlin", True),
        ("RailsConf", "2027-05-22", "2027-05-23", "Berlin", False),
        ("RailsConf Kids", "2027-05-17", "2027-05-20", "Berlin", False),
        ("RailsConf", "2027-05-17", "2027-05-20", "Bonn", False),
    ],
)
def test_nobody_holds_two_of_one_name_in_one_town_on_days_that_overlap(
    title: str, day: str, until: str, city: str, *, is_one: bool
) -> None:
    one = listing("RailsConf", ends=When("2027-05-20"), url="https://a.example/1")
    again = listing(title, day, city, uid="again", ends=When(until), url="https://a.example/2")
    assert is_one is decide(Profile(one, "src_a"), Profile(again, "src_a")).same
    dates = (replace(it, uid="a", recurrence_id=f"{day}#{at}") for at, it in enumerate((one, again)))
    of_series = decide(*(Profile(it, "src_a") for it in dates)).same
    assert of_series is (is_one and again.starts == one.starts)
