"""What the places and the hours of two listings say of their being one event."""

import pytest

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.features import features
from services.events.ingest.resolve.compare.likeness import likeness
from services.events.ingest.resolve.compare.place import (
    NEAR_KM,
    REGIONS,
    Agreement,
    place_agreement,
    place_words,
)
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.when import When
from shared.contracts.events import Mode
from tests.support.listings import listing

DEGREE_KM = 111.2


def at(mode: Mode | None = None, **place: object) -> Listing:
    return listing("Data Day", place=Place(**place) if place else None, mode=mode)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (at(city="Berlin", country="DE"), at(city="berlin (Mitte)"), Agreement.SAME),
        (at(city="Berlin", country="DE"), at(country="DE"), Agreement.UNKNOWN),
        (at(city="Berlin", country="DE"), at(), Agreement.UNKNOWN),
        (at(city="Berlin", country="DE"), at(city="Potsdam", country="DE"), Agreement.UNLIKE),
        (at(city="Berlin", country="DE"), at(city="Berlin", country="US"), Agreement.ABROAD),
        (at(city="Hong Kong", country="HK"), at(city="Hong Kong", country="CN"), Agreement.SAME),
        (at(Mode.ONLINE), at(Mode.ONLINE), Agreement.SAME),
        (at(Mode.ONLINE), at(city="Berlin", country="DE"), Agreement.UNKNOWN),
        (at(Mode.ONLINE), at(Mode.HYBRID, city="Berlin"), Agreement.UNKNOWN),
        (at(Mode.ONLINE, country="US"), at(city="Berlin", country="DE"), Agreement.ELSEWHERE),
    ],
)
def test_how_two_places_compare(one: Listing, other: Listing, agreement: Agreement) -> None:
    assert (agreement, agreement) == (place_agreement(one, other), place_agreement(other, one))


@pytest.mark.parametrize(("km", "agreement"), [(-1, Agreement.SAME), (1, Agreement.APART)])
def test_what_is_near_is_one_place_whatever_it_is_called(km: int, agreement: Agreement) -> None:
    north = 50 + (NEAR_KM + km) / DEGREE_KM
    one, other = at(city="Here", lat=50.0, lon=9.0), at(city="There", lat=north, lon=9.0)
    assert agreement is place_agreement(one, other)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("2027-05-19T09:00", "2027-05-19T12:00", True),
        ("2027-05-19T12:00", "2027-05-19T09:00", True),
        ("2027-05-19T09:00", "2027-05-19T11:59", False),
        ("2027-05-19T09:00", "2027-05-19", False),
        ("2027-05-19", "2027-05-19T18:00", False),
    ],
)
def test_three_hours_apart_is_another_hour(one: str, other: str, *, differs: bool) -> None:
    a, b = (Profile(listing("Data Day", starts=When(starts))) for starts in (one, other))
    assert differs is ("other hour" in features(a, b, likeness(a, b), place_agreement(a.listing, b.listing)))


def test_a_country_is_known_in_titles_by_its_code_and_its_name() -> None:
    here = {
        code: place_words(listing("PyCon", place=Place(country=code))) - REGIONS
        for code in ("ES", "NL", "QQ")
    }
    assert {"ES": {"es", "spain"}, "NL": {"nl", "thenetherlands"}, "QQ": {"qq"}} == here
    assert REGIONS == place_words(listing("PyCon", place=Place()))
