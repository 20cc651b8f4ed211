from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from services.matching.people.interests import evidence
from services.matching.people.person import Person
from services.matching.recommend.event_index import CatalogueEvent, build_event_index
from services.matching.recommend.events_for import Reader, crowd, rank_events, suggest_events
from shared.contracts.events import Mode
from shared.contracts.people import EventSuggestion, Reason
from shared.kernel.geo import Point
from tests.support.people import NOW, PARAMETERS, WORDS, person

PORTO, BRAGA = Point(41.15, -8.61), Point(41.55, -8.42)


def event(key: str, topics: dict[str, float], **fields: Any) -> CatalogueEvent:
    plain: dict[str, Any] = {
        "starts_utc": NOW + timedelta(days=10),
        "ends_utc": NOW + timedelta(days=11),
        "languages": ("en",),
        "mode": Mode.IN_PERSON,
        "city": "Porto",
        "country": "PT",
        "point": PORTO,
    }
    return CatalogueEvent(event_id=key, title=key, topics=topics, **(plain | fields))


EVENTS = (
    event("evt_cluster", {"software.kubernetes": 0.9}),
    event("evt_bread", {"food.baking": 0.9}),
    event("evt_far", {"software.kubernetes": 0.9}, city="Lima", country="PE", point=Point(-12.05, -77.04)),
    event("evt_braga", {"software.kubernetes": 0.9}, city="Braga", point=BRAGA),
    event("evt_online", {"software.python": 0.9}, mode=Mode.ONLINE, city=None, country=None, point=None),
    event("evt_german", {"software.kubernetes": 0.9}, languages=("de",)),
)
INDEX = build_event_index(EVENTS, np.zeros((len(EVENTS), 256), dtype=np.float32), PARAMETERS)
ANA = person(
    "ana",
    interests=["k8s"],
    place={"city": "Porto", "country": "PT"},
    languages=[{"tag": "en"}, {"tag": "pt"}],
)


def reader(someone: Person = ANA, *answered: str) -> Reader:
    return Reader(someone, evidence(someone, NOW, WORDS.labels), frozenset(answered), NOW)


def test_interest_and_place_decide_and_a_language_not_spoken_excludes() -> None:
    chosen = rank_events(reader(), INDEX, 10, PARAMETERS)
    assert [event.event_id for event in chosen] == [
        "evt_cluster", "evt_braga", "evt_online", "evt_far", "evt_bread",
    ]  # fmt: skip


def test_what_was_answered_is_not_offered_again() -> None:
    chosen = rank_events(reader(ANA, "evt_cluster", "evt_braga"), INDEX, 1, PARAMETERS)
    assert [event.event_id for event in chosen] == ["evt_online"]


def test_reasons_come_from_the_profile_and_the_event() -> None:
    chosen = (EVENTS[0], EVENTS[3], EVENTS[4])
    because = Reason(
        kind="shared_topic",
        text="On Kubernetes, one of your interests.",
        evidence=("me.interests[0]", "event.topics"),
    )
    near = Reason(kind="near", text="In Braga, 47 km from Porto.", evidence=("me.place", "event.place"))
    home = Reason(
        kind="same_place", text="In Porto, where you are based.", evidence=("me.place", "event.place")
    )
    people = Reason(
        kind="people", text="5 to 9 people who share interests of yours say they go.",
        evidence=("me.interests", "event.going"),
    )  # fmt: skip
    area = Reason(
        kind="shared_topic", text="Close to Kubernetes, one of your interests.",
        evidence=("me.interests[0]", "event.topics"),
    )  # fmt: skip
    online = Reason(kind="online", text="Online: you can join from where you are.", evidence=("event.mode",))
    expected = (
        EventSuggestion(event_id="evt_cluster", reasons=(because, people, home), relevant_people="5-9"),
        EventSuggestion(event_id="evt_braga", reasons=(because, near), relevant_people=None),
        EventSuggestion(event_id="evt_online", reasons=(area, online), relevant_people=None),
    )
    assert expected == suggest_events(reader(), chosen, INDEX, {"evt_cluster": 7, "evt_braga": 2})


def test_somebody_of_whom_nothing_is_known_gets_what_is_soon() -> None:
    nobody = reader(person("xu"))
    assert len(rank_events(nobody, INDEX, 10, PARAMETERS)) == len(EVENTS)


def test_no_events_is_no_trouble() -> None:
    empty = build_event_index((), np.zeros((0, 256), dtype=np.float32), PARAMETERS)
    assert rank_events(reader(), empty, 10, PARAMETERS) == ()


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, None), (2, None), (3, "3-4"), (5, "5-9"), (19, "10-19"), (50, "50+"), (900, "50+")],
)
def test_fewer_than_three_people_are_never_counted(count: int, told: str | None) -> None:
    assert crowd(count) == told
