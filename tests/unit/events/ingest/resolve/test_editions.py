"""Which events are editions of one series, and which organiser is which."""

from typing import Any

import pytest

from services.events.ingest.model import Place
from services.events.ingest.resolve.editions import series_of
from services.events.ingest.resolve.organiser import organiser_key
from shared.contracts.events import EventKind
from tests.support.listings import listing


def key(title: str, **facts: Any) -> str | None:
    found = series_of(listing(title=title, **facts))
    return found.key if found else None


CONFERENCE: dict[str, Any] = {"kind": EventKind.CONFERENCE}
BERLIN, PARIS = Place(city="Berlin", country="DE"), Place(city="Paris", country="FR")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PyCon US 2019", "PyCon US 2027"),
        ("RailsConf '19", "Rails Conf 2020"),
        ("37th International Conference on Soil", "38th International Conference on Soil"),
        ("JSConf EU 2019", "JSConf EU 2020 (Online)"),
    ],
)
def test_editions_of_a_conference_share_a_series_wherever_they_are(one: str, other: str) -> None:
    assert key(one, place=BERLIN, **CONFERENCE) == key(other, place=PARIS, **CONFERENCE) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rust Meetup #23: async", "Rust Meetup #24: embedded"),
        ("Data Evening January 2027", "Data Evening February 2027"),
        ("Tuesday Coffee - Anna tells", "Tuesday Coffee - Ben tells"),
        ("First Friday Film: Hail Mary", "First Friday Film: You and me"),
        ("Meetup Abril 2027 - Rustaceans", "Meetup Marzo 2027 - Rustaceans"),
    ],
)
def test_evenings_of_one_group_share_a_series(one: str, other: str) -> None:
    facts = {"kind": EventKind.MEETUP, "place": BERLIN}
    assert key(one, **facts) == key(other, **facts) is not None
    assert key(one, **facts) != key(other, **{**facts, "place": PARIS})


def test_what_follows_a_colon_in_a_name_without_a_day_is_another_class() -> None:
    assert key("Tango Class: beginners", place=BERLIN) != key("Tango Class: advanced", place=BERLIN)


def test_what_many_hold_under_one_name_is_told_apart() -> None:
    assert key("DevFest 2026", place=BERLIN, **CONFERENCE) != key("DevFest 2027", place=PARIS, **CONFERENCE)
    assert key("Devoxx UK 2019", **CONFERENCE) != key("Devoxx France 2019", **CONFERENCE)
    assert key("2027") is None or key("2027") != key("2026")


@pytest.mark.parametrize(
    ("title", "site", "place", "region"),
    [
        ("DevConf 2027", "https://devconf.pl", Place(city="Cracow", country="PL"), "PL"),
        ("DevConf 2027", "https://www.devconf.co.za/tickets", Place(city="Cape Town", country="ZA"), "ZA"),
        ("DevConf 2027", "https://devconf.pl", None, "PL"),
        ("DevConf 2027", "https://devconf.pl", BERLIN, None),
        ("DevConf 2027", "https://devconf.io", BERLIN, None),
        ("DevConf 2027", "https://tickets.example.pl", Place(country="PL"), None),
        ("Droidcon", "https://droidcon-berlin.com", BERLIN, "berlin"),
        ("Droidcon", "https://droidcon-bern.com", Place(city="Bern", country="CH"), "bern"),
        ("Droidcon", "https://droidcon-ulm.com", Place(city="Ulm", country="DE"), None),
        ("GopherCon", "https://gophercongermany.org", BERLIN, "DE"),
        ("ECIR 2027", "https://ecir2027.co.uk", Place(city="Southampton", country="GB"), None),
        ("GopherCon Europe", "https://gophercon.es", Place(city="Madrid", country="ES"), None),
        ("Swift Berlin Conference", "https://swiftberlin.com", BERLIN, None),
    ],
)
def test_one_name_on_sites_of_two_countries_is_two_series(
    title: str, site: str, place: Place | None, region: str | None
) -> None:
    plain = key(title, place=place, **CONFERENCE)
    suffix = f" in {region}" if region else ""
    assert f"{plain}{suffix}" == key(title, place=place, url=site, **CONFERENCE)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("RustConf 2027 #3 – the third", "RustConf"),
        ("Soil Days: what worms do", "Soil Days"),
        ("Meetup: what worms do", "Meetup: what worms do"),
        ("Crab School (CRABS)", "Crab School (CRABS)"),
        ("Crab School (2027)", "Crab School"),
        ("Crab North 2027 (CN27)", "Crab North (CN27)"),
    ],
)
def test_the_name_of_a_series_is_without_its_edition(title: str, name: str) -> None:
    found = series_of(listing(title=title, **CONFERENCE))
    assert found is not None
    assert found.name == name


def test_an_organiser_is_known_by_their_page_else_by_name_and_place() -> None:
    one = listing("a", organiser_name="Rust Berlin", organiser_url="https://www.rust.berlin/")
    other = listing("a", organiser_name="Rust User Group Berlin", organiser_url="http://rust.berlin")
    named = listing("a", organiser_name="Library", url="https://one.example/1")
    elsewhere = listing("a", organiser_name="Library", url="https://two.example/1")
    assert organiser_key(one) == organiser_key(other)
    assert organiser_key(named) != organiser_key(elsewhere)


@pytest.mark.parametrize(
    ("kind", "title", "stands_alone"),
    [
        (EventKind.CONFERENCE, "Soil Week May 2027", True),
        (EventKind.WORKSHOP, "Soil Week 2027", True),
        (EventKind.WORKSHOP, "Soil Week May 2027", False),
        (EventKind.WORKSHOP, "Soil Week", False),
        (EventKind.MEETUP, "Soil Week 2027", False),
    ],
)
def test_what_is_held_each_year_is_known_by_its_name_alone(
    kind: EventKind, title: str, *, stands_alone: bool
) -> None:
    assert stands_alone is (key(title, kind=kind, place=BERLIN) == key(title, kind=kind, place=PARIS))
