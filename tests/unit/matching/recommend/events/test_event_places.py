"""How much nearness speaks for an event: all of it at home, less with distance, something from afar."""

from datetime import timedelta
from math import exp
from typing import Any

import pytest

from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.place import Whereabouts, is_home, pull_of_place
from shared.contracts.events import Mode
from shared.kernel.geo import Point, distance_km
from tests.support.people import NOW, PARAMETERS

PORTO, BRAGA, LIMA = Point(41.15, -8.61), Point(41.55, -8.42), Point(-12.05, -77.04)
HOME = Whereabouts("Porto", "PT", PORTO, frozenset({"porto", "oporto"}))
NUMBERS = PARAMETERS.context


def event(**fields: Any) -> CatalogueEvent:
    plain: dict[str, Any] = {
        "event_id": "evt_1", "title": "X", "topics": {}, "starts_utc": NOW, "ends_utc": NOW,
        "languages": ("en",), "mode": Mode.IN_PERSON, "city": "Porto", "country": "PT", "point": PORTO,
    }  # fmt: skip
    return CatalogueEvent(**(plain | fields))


NEAR = exp(-distance_km(PORTO, BRAGA) / PARAMETERS.events.distance_km)


@pytest.mark.parametrize(
    ("there", "pull"),
    [
        (event(), 1.0),
        (event(city="Oporto", country=None, point=None), 1.0),
        (event(city="Braga", point=BRAGA), NEAR),
        (event(city="Lima", country="PE", point=LIMA), NUMBERS.elsewhere / 3),
        (event(city="Lima", country="PE", point=None), NUMBERS.elsewhere / 3),
        (event(city="Funchal", point=None), NUMBERS.same_country / 2),
        (event(city=None, country=None, point=None), NUMBERS.same_country),
        (event(mode=Mode.ONLINE, city=None, country=None, point=None), PARAMETERS.events.online),
        (event(mode=Mode.HYBRID), 1.0),
        (event(mode=Mode.HYBRID, city="Lima", country="PE", point=LIMA), PARAMETERS.events.online),
    ],
)
def test_nearness_speaks_for_an_event(there: CatalogueEvent, pull: float) -> None:
    assert pull_of_place(there, HOME, PARAMETERS) == pytest.approx(pull)


@pytest.mark.parametrize(("hours", "times"), [(0, 1), (3, 1), (8, 1), (24, 3), (48, 6), (2000, 6)])
def test_people_come_from_farther_for_what_lasts_longer(hours: int, times: int) -> None:
    there = event(city="Braga", point=BRAGA, ends_utc=NOW + timedelta(hours=hours))
    assert pull_of_place(there, HOME, PARAMETERS) == pytest.approx(NEAR ** (1 / times))


@pytest.mark.parametrize(
    ("there", "country", "home"),
    [("PT", "PT", True), (None, "PT", True), ("PT", None, True), ("BR", "PT", False)],
)
def test_a_country_left_open_does_not_part_two_towns_of_one_name(
    there: str | None, country: str | None, home: bool
) -> None:
    based = Whereabouts("Porto", country, None, frozenset({"porto"}))
    assert is_home(event(country=there), based) is home
