from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from services.matching.people.interests import evidence
from services.matching.recommend.events.index import build_event_index, season_of
from services.matching.recommend.events.offered import Sought, sought
from services.matching.recommend.events.ranked import rank_events
from shared.contracts.events import Mode
from shared.kernel.geo import Point
from tests.support.people import NOW, PARAMETERS, WORDS, person
from tests.unit.matching.recommend.events.test_events_for import ANA, event, reader

KUBERNETES = {"software.kubernetes": 0.9}
FARO, LIMA = Point(37.02, -7.93), Point(-12.05, -77.04)


@pytest.mark.parametrize(
    ("hours", "fields", "offered"),
    [
        (2, {}, True),
        (2, {"city": "Faro", "point": FARO}, True),
        (2, {"city": "Lima", "country": "PE", "point": LIMA}, False),
        (2, {"city": "Lima", "country": "PE", "point": LIMA, "mode": Mode.HYBRID}, True),
        (8, {"city": "Lima", "country": "PE", "point": LIMA}, True),
        (2, {"city": None, "country": None, "point": None}, True),
    ],
    ids=["here", "some hours away", "beyond the sea", "or online", "for a day", "nobody knows where"],
)
def test_nobody_is_sent_across_the_world_for_an_evening(
    hours: int, fields: dict[str, object], offered: bool
) -> None:
    evening = event("evt_evening", KUBERNETES, ends_utc=NOW + timedelta(days=10, hours=hours), **fields)
    at_home = event("evt_home", {"food.baking": 0.9})  # tells where Porto lies
    index = build_event_index((at_home, evening), np.zeros((2, 256), dtype=np.float32), PARAMETERS)
    assert [found.event_id for found in rank_events(reader(), index, 5, PARAMETERS)] == (
        ["evt_evening"] if offered else []
    )


@pytest.mark.parametrize(
    ("where", "alike", "offered"), [("Porto", 1, True), ("Porto", 0, False), ("Lima", 1, False)]
)
def test_what_is_in_ones_field_alone_must_be_near_and_alike(where: str, alike: int, offered: bool) -> None:
    away = {} if where == "Porto" else {"city": "Lima", "country": "PE", "point": LIMA}
    neighbour = event("evt_python", {"software.python": 0.9}, **away)
    text = alike * ANA.traits.vectors[:1]
    index = build_event_index((neighbour,), text, PARAMETERS)
    assert bool(rank_events(reader(), index, 5, PARAMETERS)) is offered


@pytest.mark.parametrize(
    ("starts", "told", "offered"),
    [(40, 7, False), (15, 5, False), (15, 7, True), (20, 60, True), (22, 60, False)],
    ids=["far off", "told when it was near", "near by now", "long ago", "not near yet"],
)
def test_what_a_letter_told_is_told_once_more_when_it_is_near(starts: int, told: int, offered: bool) -> None:
    day = NOW + timedelta(days=starts)
    cloud = event("evt_cloud", KUBERNETES, starts_utc=day, ends_utc=day + timedelta(days=1), series="ser_1")
    index = build_event_index((cloud,), np.zeros((1, 256), dtype=np.float32), PARAMETERS)
    before = replace(reader(), told={"ser_1": NOW - timedelta(days=told)})
    assert bool(rank_events(before, index, 5, PARAMETERS)) is offered


def test_who_names_a_whole_field_is_offered_all_of_it_anywhere() -> None:
    lima = event("evt_lima", KUBERNETES, city="Lima", country="PE", point=LIMA)
    index = build_event_index((lima,), np.zeros((1, 256), dtype=np.float32), PARAMETERS)
    wide = reader(person("ana", interests=["software"]))
    assert [found.event_id for found in rank_events(wide, index, 5, PARAMETERS)] == ["evt_lima"]


def test_sought_are_own_topics_the_whole_of_named_fields_and_their_neighbours() -> None:
    labels = ("software", "software.python", "software.rust", "food", "food.baking", "food.wine", "law.tax")

    def of(*interests: str) -> Sought:
        return sought(evidence(person("ana", interests=list(interests)), NOW, WORDS.labels), labels)

    assert of("software.python", "food") == Sought(
        ("food", "food.baking", "food.wine", "software.python"), ("software.rust",)
    )
    assert of("raku") == Sought((), ())


def test_what_an_event_stands_out_by_is_told_by_all_events_and_not_by_a_choice_of_them() -> None:
    one, other = event("evt_1", KUBERNETES), event("evt_2", {"food.baking": 0.9})
    texts = np.eye(2, 256, dtype=np.float32)
    many = PARAMETERS.interest.least_population
    events, rows = (one, other) * many, np.tile(texts, (many, 1))
    whole = build_event_index(events, rows, PARAMETERS)
    chosen = build_event_index((one,), texts[:1], PARAMETERS, season=season_of(events, rows, PARAMETERS))
    assert chosen.topics.weight("software.kubernetes") == whole.topics.weight("software.kubernetes")
    assert np.array_equal(chosen.vectors[0], whole.vectors[0])
