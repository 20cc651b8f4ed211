"""Events that may be offered to one person: near home, worth a journey, on what they are about."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from services.matching.recommend.events.offered import Sought
from services.matching.runtime import Runtime
from services.matching.store.coming import coming_events
from services.matching.store.season import season
from shared.contracts.events import EventStatus, Mode
from shared.kernel.geo import Circle, Point
from tests.integration.matching.conftest import Feed, changed, evt
from tests.support.clock import FixedClock

CLUSTERS = Sought(("software.kubernetes",), ("software.python",))
PORTO = Circle(Point(41.15, -8.61), 300.0)
BRAGA, LIMA = {"city": "Braga", "lat": 41.55, "lon": -8.42}, {"city": "Lima", "lat": -12.05, "lon": -77.04}
PYTHON, BAKING = {"topics": {"software.python": 0.9}}, {"topics": {"food.baking": 0.9}}


async def _found(
    runtime: Runtime, sought: Sought, home: Circle | None, clock: FixedClock, **numbers: Any
) -> list[int]:
    held = runtime.kit.parameters.events.model_copy(update=numbers)
    events, vectors = await coming_events(runtime.db, sought, home, clock(), held)
    assert vectors.shape == (len(events), 256)
    names = {evt(number): number for number in range(1, 20)}
    return [names[event.event_id] for event in events]


@pytest.fixture
async def _catalogue(feed: Feed, clock: FixedClock) -> None:
    now = clock()
    evening, days = ({"ends_utc": now + timedelta(days=10, hours=hours)} for hours in (2, 8))
    kinds: list[dict[str, Any]] = [
        {},
        BRAGA,
        LIMA,
        LIMA | days,
        LIMA | {"mode": Mode.ONLINE},
        PYTHON,
        PYTHON | LIMA | days,
        BAKING,
        {"status": EventStatus.CANCELLED},
        {"starts_utc": now + timedelta(days=500), "ends_utc": now + timedelta(days=501)},
        {"starts_utc": now - timedelta(days=2), "ends_utc": now - timedelta(days=1)},
        {"city": None, "country": None, "lat": None, "lon": None},
    ]
    await feed(*(changed(i + 1, now, **(evening | kind)) for i, kind in enumerate(kinds)))


@pytest.mark.usefixtures("_catalogue")
async def test_near_home_the_soonest_and_elsewhere_what_is_worth_a_journey(
    runtime: Runtime, clock: FixedClock
) -> None:
    assert await _found(runtime, CLUSTERS, PORTO, clock) == [1, 2, 4, 5, 6, 12]
    assert await _found(runtime, CLUSTERS, PORTO, clock, near_each=1, neighbours_each=0) == [1, 4, 5, 12]
    assert await _found(runtime, CLUSTERS, None, clock) == [1, 2, 3, 4, 5, 6, 7, 12]
    assert await _found(runtime, CLUSTERS, None, clock, considered=2, near_each=1) == [1, 2, 6]


@pytest.mark.usefixtures("_catalogue")
async def test_who_names_nothing_known_gets_all_near_home_and_nothing_without_one(
    runtime: Runtime, clock: FixedClock
) -> None:
    assert await _found(runtime, Sought((), ()), PORTO, clock) == [1, 2, 6, 8]
    assert await _found(runtime, Sought((), ()), None, clock) == []


@pytest.mark.usefixtures("_catalogue")
async def test_a_season_counts_topics_and_their_fields_once_an_event(
    runtime: Runtime, clock: FixedClock
) -> None:
    found = await season(runtime.db, clock())
    assert found.topics.population == 10
    assert found.topics.counts == {
        "software": 9, "software.kubernetes": 7, "software.python": 2, "food": 1, "food.baking": 1,
    }  # fmt: skip
    assert found.middle.shape == (256,)
    await runtime.db.execute("UPDATE catalogue_event SET topics = '{}', vector = $1", np.eye(1, 256)[0])
    assert (await season(runtime.db, clock())).topics.counts == {}
    await runtime.db.execute("UPDATE catalogue_event SET topics = '{\"food.baking\": 1}', vector = NULL")
    assert (await season(runtime.db, clock())).topics.counts == {"food": 10, "food.baking": 10}
    clock.advance(days=600)
    nothing = await season(runtime.db, clock())
    assert (nothing.topics.population, nothing.topics.counts) == (0, {})
    assert not np.any(nothing.middle)


async def test_home_at_the_date_line_has_neighbours_on_both_sides(
    runtime: Runtime, feed: Feed, clock: FixedClock
) -> None:
    islands = [{"lat": -17.0, "lon": 179.9}, {"lat": -16.9, "lon": -179.8}, {"lat": -17.0, "lon": 170.0}]
    evening = {"city": "Taveuni", "ends_utc": clock() + timedelta(days=10, hours=2)}
    await feed(*(changed(i + 1, clock(), **(evening | where)) for i, where in enumerate(islands)))
    home = Circle(Point(-16.8, 179.97), 100.0)
    assert await _found(runtime, CLUSTERS, home, clock) == [1, 2]
