"""Names that are a town's and a state's or province's as well, and countries written with a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.normalise.place_text import read_place
from shared.places.gazetteer import Gazetteer
from shared.places.leant import Leant
from shared.places.misspelt import meant_by


def _row(name: str, country: str, people: int, **more: object) -> dict[str, object]:
    return {
        "name": name, "countrycode": country, "population": people, "admin1code": "01", "timezone": "UTC",
        "latitude": 40.0, "longitude": 20.0, "alternatenames": [], **more,
    }  # fmt: skip


_WORLD = Gazetteer(
    [
        _row("New York City", "US", 8_800_000, admin1code="NY", alternatenames=["New York"]),
        _row("Washington", "US", 690_000, admin1code="DC"),
        _row("Oklahoma City", "US", 680_000, admin1code="OK", alternatenames=["Oklahoma"]),
        _row("Buffalo", "US", 260_000, admin1code="NY"),
        _row("Berlin", "DE", 3_400_000),
        _row("Naha", "JP", 320_000, latitude=26.2, longitude=127.7),
        _row("Okinawa", "JP", 140_000, latitude=26.3, longitude=127.8),
        _row("London", "GB", 9_000_000),
        _row("Camden", "GB", 200_000),
        _row("Hong Kong", "HK", 7_400_000),
        _row("Palermo", "IT", 650_000),
    ],
    [
        {"name": name, "iso": code, "iso3": f"{code}X"}
        for code, name in {
            "US": "United States", "DE": "Germany", "JP": "Japan", "GB": "United Kingdom", "CN": "China",
            "HK": "Hong Kong", "MD": "Moldova", "PA": "Panama", "IT": "Italy",
        }.items()
    ],
    {"New York": "NY", "Washington": "WA", "Oklahoma": "OK", "Maryland": "MD", "Pennsylvania": "PA"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "city", "region", "country", "venue"),
    [
        ("New York, USA", "New York City", "NY", "US", None),
        ("Washington, United States", "Washington", "DC", "US", None),
        ("Buffalo, New York, USA", "Buffalo", "NY", "US", None),
        ("Oklahoma, USA", None, "OK", "US", None),
        ("Berlin, MD", "Berlin", "MD", "US", None),
        ("Palermo, PA", "Palermo", None, "IT", None),
        ("Naha, Okinawa, Japan", "Naha", None, "JP", None),
        ("Our hall, Naha, Okinawa", "Naha", None, "JP", "Our hall"),
        ("Camden, London", "London", None, "GB", "Camden"),
        ("Hong Kong S.A.R., China", "Hong Kong", None, "HK", None),
        ("Hong Kong SAR", "Hong Kong", None, "HK", None),
        ("London, United Kindom", "London", None, "GB", None),
        ("Berlin, Germnay", "Berlin", None, "DE", None),
        ("Berlin, Germanium", "Berlin", None, "DE", "Germanium"),
    ],
)
def test_which_of_the_two_is_meant(
    line: str, city: str | None, region: str | None, country: str, venue: str | None
) -> None:
    found = read_place(line, Leant(_WORLD))
    assert (city, region, country, venue) == (found.city_name, found.region, found.country, found.venue)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Salisbury", "Salisbury"),
        ("Pekin", "Beijing"),
        ("Oporto", "Porto"),
        ("St. Petersburg", "Saint Petersburg"),
    ],
)
def test_what_a_town_is_called_goes_before_what_a_larger_one_was_once_called(said: str, meant: str) -> None:
    towns = Gazetteer(
        [
            _row("Harare", "ZW", 1_500_000, alternatenames=["Salisbury"]),
            _row("Salisbury", "GB", 45_000),
            _row("Beijing", "CN", 19_000_000, alternatenames=["Pekin"]),
            _row("Pekin", "US", 33_000, admin1code="IL"),
            _row("Porto", "PT", 250_000, alternatenames=["Oporto"]),
            _row("Saint Petersburg", "RU", 5_300_000, alternatenames=["St. Petersburg"]),
            _row("St. Petersburg", "US", 260_000, admin1code="FL"),
        ],
        [],
        {},
    )
    found = towns.city(said)
    assert found
    assert found.name == meant


@given(
    st.text("abcdefg", min_size=7, max_size=12), st.integers(0, 11), st.sampled_from(["drop", "add", "swap"])
)
def test_one_slip_is_understood_and_the_name_itself_is_none(name: str, at: int, slip: str) -> None:
    at %= len(name) - 1
    said = {
        "drop": name[:at] + name[at + 1 :],
        "add": f"{name[:at]}z{name[at:]}",
        "swap": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    }[slip]
    assert ("XX" if said != name else None) == meant_by(said, {name: "XX"})
    assert meant_by(f"zz{said}zz", {name: "XX"}) is None


def test_a_slip_that_two_countries_are_near_to_is_neither() -> None:
    assert meant_by("iseland", {"iceland": "IS", "ireland": "IE"}) is None
