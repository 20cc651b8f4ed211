"""What aggregators make of a listing when they copy it, and what only looks like it."""

import pytest

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.decide import decide
from services.events.ingest.resolve.compare.link import page_key
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.merge import merge
from services.events.ingest.when import When
from shared.contracts.events import Mode
from tests.support.listings import listing, sighting


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (listing("RailsConf | May 19, 2027 | Eventbrite"), listing("Rails Conf"), True),
        (listing("The Third Annual RailsConf"), listing("RailsConf"), True),
        (listing("Virtual PyCon Germany"), listing("PyConDE"), True),
        (listing("Entwicklertage"), listing("Developer Days"), False),
        (listing("Konferenz Software und Sicherheit"), listing("Software & Security Conference"), True),
        (listing("Artificial Intelligence Forum"), listing("AI Forum"), True),
        (listing("Very Tech Trip"), listing("VeryTechTrip"), True),
        (listing("Observability Engineering For\u2026"), listing("Observability Engineering Forum"), True),
        (listing("Kubernetes on Edge..."), listing("Kubernetes AI Day"), False),
        (listing("A class of pottery together"), listing("A class of poetry together"), False),
        (listing("dotJS @ Congress Center"), listing("dotCSS @ Congress Center"), False),
        (listing("React Europe - the conference of Paris"), listing("ReactEurope"), True),
        (listing("DevFest", place=None, mode=Mode.ONLINE), listing("GDG DevFest"), False),
        (
            listing("PyCon UG", place=Place(city="Kampala", country="UG")),
            listing("PyCon UG", place=Place("Kulturhaus", country="UG")),
            True,
        ),
    ],
)  # fmt: skip
def test_a_copy_is_told_from_a_sibling(one: Listing, other: Listing, *, same: bool) -> None:
    pair = (Profile(one, "src_a"), Profile(other, "src_b"))
    assert (same, same) == (decide(*pair).same, decide(*reversed(pair)).same)


def test_the_first_day_of_a_longer_event_is_of_it_and_no_other_day_is_the_first() -> None:
    whole = listing("RailsConf", ends=When("2027-05-21"))
    first = listing("RailsConf - Day 1", day="2027-05-19")
    second = listing("RailsConf - Day 2", day="2027-05-20")
    assert decide(Profile(whole, "src_a"), Profile(first, "src_b")).same
    apart = decide(Profile(first, "src_a"), Profile(second, "src_b"))
    assert ("another day", True) == (apart.reason, apart.veto)
    parts = (sighting(first, "src_b", trust=90), sighting(whole, "src_a", trust=10))
    told = merge(parts).listing
    assert ("RailsConf", When("2027-05-19"), When("2027-05-21")) == (told.title, told.starts, told.ends)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "https://www.eventbrite.co.uk/e/railsconf-tickets-123456789?aff=ebdssb",
            "https://www.eventbrite.com/e/123456789",
            True,
        ),
        ("https://www.eventbrite.com/e/a-1234567890", "https://www.eventbrite.com/e/a-1234567891", False),
        (
            "https://www.meetup.com/de-DE/rubyberlin/events/301234567/?eventOrigin=x",
            "https://meetup.com/rubyberlin/events/301234567",
            True,
        ),
        ("https://www.meetup.com/rubyberlin/", "https://www.meetup.com/rustberlin/", False),
        ("https://lu.ma/railsconf?tk=1", "https://luma.com/railsconf", True),
        ("https://m.facebook.com/events/1234567", "https://facebook.com/events/s/railsconf/1234567/", True),
        ("https://a.example/1234567", "https://b.example/1234567", False),
    ],
)
def test_sites_that_number_events_have_many_addresses_of_one(one: str, other: str, *, same: bool) -> None:
    assert same is (page_key(one) == page_key(other))
