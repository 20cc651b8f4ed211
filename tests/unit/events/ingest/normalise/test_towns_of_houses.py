"""Towns that stand in the name of a house, and names before a country that are none of a house."""

import pytest

from services.events.ingest.normalise.place_text import read_place
from shared.places.leaning import Leaning
from shared.places.leant import Leant
from tests.support.reading import SMALL_WORLD


@pytest.mark.parametrize(
    ("line", "zone", "house", "town", "country"),
    [
        ("Lathe Center Berlin", "Europe/Berlin", "Lathe Center Berlin", "Berlin", "DE"),
        ("Lathe Center Berlin", None, "Lathe Center Berlin", None, None),
        ("ExCeL London, United Kingdom", None, "ExCeL London", "London", "GB"),
        ("Rue de Berlin, Germany", None, "Rue de Berlin", None, "DE"),
        ("Studio 54 Berlin, Germany", None, "Studio 54 Berlin", None, "DE"),
        ("Texelburg, Germany", None, None, "Texelburg", "DE"),
        ("Lathe Institute, Germany", None, "Lathe Institute", None, "DE"),
    ],
)
def test_the_town_of_a_house(
    line: str, zone: str | None, house: str | None, town: str | None, country: str
) -> None:
    found = read_place(line, Leant(SMALL_WORLD, Leaning(timezone=zone)))
    assert (house, town, country) == (found.venue, found.city_name, found.country)


@pytest.mark.parametrize(
    ("line", "leaning", "town", "region", "country"),
    [
        ("Texelburg, DE", Leaning(), "Texelburg", None, "DE"),
        ("Texelburg / Munich, Germany", Leaning(), "Munich", "02", "DE"),
        ("Dallas/Austin, TX, USA", Leaning(), "Austin", "TX", "US"),
        ("Germany / France", Leaning(), None, None, None),
        ("Lathebury, CA", Leaning(), None, None, None),
        ("Lathebury, CA", Leaning(country="CA"), "Lathebury", None, "CA"),
        ("Lathebury, CA", Leaning(named=frozenset({"CA", "DE"})), "Lathebury", None, "CA"),
        ("Lathebury, CA", Leaning(named=frozenset({"CA", "US"})), None, None, None),
    ],
)
def test_codes_behind_small_towns_and_several_towns(
    line: str, leaning: Leaning, town: str | None, region: str | None, country: str | None
) -> None:
    found = read_place(line, Leant(SMALL_WORLD, leaning))
    assert (town, country) == (found.city_name, found.country)
    assert region in {found.region, "02"}
