"""Where an event moved, out of what a search by place asks for."""

from typing import Any

import pytest

from services.events.search.moved import moved_to
from services.events.search.query import Near, Search
from shared.contracts.events import Mode
from shared.kernel.geo import Point
from tests.support.reading import NOW

BERLIN: dict[str, Any] = {"city": "Berlin", "country": "DE", "lat": 52.52, "lon": 13.4}
POTSDAM: dict[str, Any] = {"city": "Potsdam", "country": "DE", "lat": 52.4, "lon": 13.06}
LYON: dict[str, Any] = {"city": "Lyon", "country": "FR", "lat": 45.76, "lon": 4.84}
NEAR_BERLIN = Search(NOW, near=Near(Point(52.5, 13.4)))
IN_GERMANY = Search(NOW, country="DE")
IN_PERSON = Search(NOW, modes=(Mode.IN_PERSON,))


@pytest.mark.parametrize(
    ("search", "mode", "place", "was", "moved"),
    [
        (NEAR_BERLIN, "online", None, [{"mode": "in_person", "place": BERLIN}], "online"),
        (NEAR_BERLIN, "online", BERLIN, [{"mode": "in_person"}], "online"),
        (NEAR_BERLIN, "in_person", LYON, [{"place": BERLIN}], "to Lyon"),
        (NEAR_BERLIN, "in_person", None, [{"place": BERLIN}], "away"),
        (NEAR_BERLIN, "in_person", LYON, [{"place": POTSDAM}, {"place": BERLIN}], "to Lyon"),
        (NEAR_BERLIN, "online", None, [{"place": LYON}, {"mode": "in_person", "place": BERLIN}], "online"),
        (NEAR_BERLIN, "online", None, [{"place": BERLIN}], None),
        (NEAR_BERLIN, "in_person", POTSDAM, [{"place": BERLIN}], None),
        (NEAR_BERLIN, "online", None, [{"mode": "in_person", "place": LYON}], None),
        (IN_GERMANY, "in_person", LYON, [{"place": BERLIN}], "to Lyon"),
        (IN_GERMANY, "online", BERLIN, [{"mode": "in_person"}], "online"),
        (IN_PERSON, "online", BERLIN, [{"mode": "in_person"}], "online"),
        (IN_PERSON, "in_person", LYON, [{"place": BERLIN}], None),
    ],
)
def test_what_was_here_and_is_no_more_moved(
    search: Search, mode: str, place: dict[str, Any] | None, was: list[dict[str, Any]], moved: str | None
) -> None:
    assert moved == moved_to(search, {"mode": mode, "place": place}, was)
