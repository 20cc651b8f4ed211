"""Which of several towns of a name is meant, and what a point on the map tells, among all towns."""

from typing import Any

import pytest

from services.events.ingest.model import Listing, Place, RawListing, ReadContext
from services.events.ingest.normalise.listing import to_listing
from services.events.ingest.parse.wire.parsed import Parsed
from services.events.ingest.read.records import Tools, read_records
from shared.places.geonames import load_gazetteer
from tests.support.reading import NoTopics, context


def placed(**told: Any) -> tuple[Place | None, str | None]:
    """Return the place and zone that are read of a record."""
    raw = RawListing(**{"title": "Treffen", "starts": "2027-05-19T18:00", **told})
    listing = to_listing(raw, context(), load_gazetteer())
    assert isinstance(listing, Listing)
    return listing.place, listing.starts.timezone


def country_and_zone(**told: Any) -> tuple[str | None, str | None]:
    """Return the country and zone that are read of a record."""
    place, zone = placed(**told)
    return (place.country if place else None), zone


@pytest.mark.parametrize(
    ("lat", "lon", "country", "zone"),
    [
        (46.2276, 7.3589, "CH", "Europe/Zurich"),
        (29.7604, -95.3698, "US", "America/Chicago"),
        (-33.87, 151.21, "AU", "Australia/Sydney"),
        (64.14, -21.93, "IS", "Atlantic/Reykjavik"),
        (47.5596, 7.5886, None, None),  # within Basel France and Germany are as near as Switzerland
        (31.0, -40.0, None, None),  # the ocean
        (0.0, 0.0, None, None),
        (float("nan"), 7.0, None, None),
        (91.0, 7.0, None, None),
    ],
)
def test_a_point_tells_the_country_and_zone_that_all_towns_around_it_share(
    lat: float, lon: float, country: str | None, zone: str | None
) -> None:
    assert (country, zone) == country_and_zone(venue="Haus am Platz", lat=lat, lon=lon)


def test_a_country_that_is_told_counts_more_than_a_point_and_so_does_its_zone() -> None:
    assert ("NZ", "Pacific/Auckland") == country_and_zone(country="New Zealand", lat=46.2276, lon=7.3589)
    assert ("FR", "Europe/Paris") == country_and_zone(address="Paris, France", lat=32.78, lon=-96.8)


def test_of_several_towns_of_a_name_a_point_means_the_one_around_it() -> None:
    place, zone = placed(address="Our hall, Cambridge", lat=42.37, lon=-71.11)
    assert place == Place("Our hall", None, "Cambridge", "MA", "US", 42.37, -71.11)
    assert zone == "America/New_York"


def test_a_town_in_another_country_than_its_point_is_a_smaller_one_of_that_name() -> None:
    place, zone = placed(city="Paris", lat=-0.5, lon=36.9)
    assert place == Place(city="Paris", country="KE", lat=-0.5, lon=36.9)
    assert zone == "Africa/Nairobi"


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ({"timezone": "America/Los_Angeles"}, "US"),
        ({"title": "The summit of makers and builders"}, "US"),
        ({}, "CU"),
    ],
)
def test_santa_clara_is_the_one_the_record_leans_to(told: dict[str, Any], country: str) -> None:
    assert country == country_and_zone(address="Santa Clara", **told)[0]


def test_neighbours_that_name_their_country_tell_which_town_is_meant_or_else_the_host() -> None:
    named = [RawListing(title=f"Tag {n}", starts="2027-05-19", address="Ulm, USA") for n in range(4)]
    alone = RawListing(title="Tag", starts="2027-05-19", address="Santa Clara")
    assert "US" == _last(Parsed("csv", (*named, alone)), context("https://ours.example/feed"))
    assert "CU" == _last(Parsed("csv", (alone,)), context("https://ours.example/feed"))
    assert "US" == _last(Parsed("csv", (alone,)), context("https://events.ours.edu/feed"))
    assert "CU" == _last(Parsed("csv", (alone,)), context("https://termine.ours.de/feed"))


def _last(parsed: Parsed, about: ReadContext) -> str | None:
    tools = Tools(load_gazetteer(), NoTopics())
    read = [it for _, it in read_records(parsed, about, tools, lambda: False)]
    assert isinstance(read[-1], Listing)
    assert read[-1].place is not None
    return read[-1].place.country


def test_a_small_town_beside_a_house_is_meant_where_the_record_is_in_its_zone() -> None:
    place, _ = placed(address="Nutley - Stockton Room, Library of ours", timezone="America/New_York")
    assert place is not None
    assert (place.venue, place.address, place.city) == ("Stockton Room", "Library of ours", "Nutley")
    elsewhere, _ = placed(address="Nutley - Stockton Room", timezone="Europe/Rome")
    assert elsewhere == Place("Nutley", "Stockton Room")


def test_a_town_that_is_called_as_a_country_in_another_language_is_one_in_its_own() -> None:
    assert placed(city="Franca", country="Brazil")[0] == Place(
        city="Franca", country="BR", lat=-20.53861, lon=-47.40083
    )
    assert country_and_zone(address="Lyon, França")[0] == "FR"
    assert country_and_zone(address="Sztokholm, Szwecja")[0] == "SE"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/maps/place/Haus/@46.1,7.1,15z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d46.2276!4d7.3589",
        "https://maps.google.com/?q=46.2276,7.3589",
        "https://www.openstreetmap.org/?mlat=46.2276&mlon=7.3589#map=18/46.2276/7.3589",
        "https://maps.apple.com/?ll=46.2276,7.3589",
        "geo:46.2276,7.3589",
    ],
)
def test_a_link_to_a_map_is_a_place_and_tells_its_point(link: str) -> None:
    place, zone = placed(address=link)
    assert place == Place(country="CH", lat=46.2276, lon=7.3589)
    assert zone == "Europe/Zurich"
    assert placed(venue="Haus", description=f"<p>How to find us: <a href='{link}'>map</a></p>")[0] == Place(
        venue="Haus", country="CH", lat=46.2276, lon=7.3589
    )


def test_a_short_link_to_a_map_is_no_place_online() -> None:
    listing = to_listing(
        RawListing(title="Treffen", starts="2027-05-19", address="https://goo.gl/maps/aBcDeF"),
        context(),
        load_gazetteer(),
    )
    assert isinstance(listing, Listing)
    assert (listing.place, listing.mode) == (None, None)


@pytest.mark.parametrize(
    ("line", "city"),
    [
        ("New York (USA)", "New York City"),
        ("Québec, Canada", "Québec"),
        ("Georgia, USA", None),
        ("Rabat, Marokko", "Rabat"),
    ],
)
def test_a_town_called_as_its_state_is_meant_beside_a_country(line: str, city: str | None) -> None:
    place, _ = placed(address=line)
    assert city == (place.city if place else None)


@pytest.mark.parametrize(
    ("line", "city", "region", "country"),
    [
        ("Sausalito, CA", "Sausalito", "CA", "US"),
        ("Toronto, CA", "Toronto", "ON", "CA"),
        ("Dagstuhl, DE", "Dagstuhl", None, "DE"),
        ("Park City, USA", "Park City", None, "US"),
        ("New York", "New York City", "NY", "US"),
        ("Kansas City, USA", "Kansas City", "MO", "US"),
        ("Bad Dürkheim / Heidelberg, Germany", "Bad Dürkheim", None, "DE"),
        ("Pacific Northwest, USA / Canada", None, None, None),
        ("Val d'Ajol, France", "Val d'Ajol", None, "FR"),
    ],
)
def test_small_towns_nicknames_and_several_towns(
    line: str, city: str | None, region: str | None, country: str | None
) -> None:
    place, _ = placed(address=line)
    assert place is not None
    assert (city, region, country) == (place.city, place.region, place.country)


def test_a_town_of_a_country_that_the_records_beside_it_name_is_meant() -> None:
    lines = ["Sant Mateu, Valencia", "Madrid, Spain", "Lyon, France", "Bonn, Germany", "Rome, Italy"]
    raws = tuple(RawListing(title=it, starts="2027-05-19", address=it) for it in lines)
    tools = Tools(load_gazetteer(), NoTopics())
    read = [it for _, it in read_records(Parsed("csv", raws), context(), tools, lambda: False)]
    assert isinstance(read[0], Listing)
    assert ("Valencia", "ES") == (read[0].place and (read[0].place.city, read[0].place.country))
