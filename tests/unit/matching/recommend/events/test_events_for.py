from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from services.matching.people.interests import evidence
from services.matching.people.person import Person
from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.index import build_event_index
from services.matching.recommend.events.ranked import crowd, rank_events, suggest_events, varied
from services.matching.recommend.events.worth import Reader, worth_of_events
from shared.contracts.events import Mode
from shared.contracts.people import EventSuggestion, Reason
from shared.kernel.geo import Point
from shared.places.gazetteer import Gazetteer
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
    return CatalogueEvent(event_id=key, topics=topics, **({"title": key} | plain | fields))


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
    assert [event.event_id for event in chosen] == ["evt_cluster", "evt_braga", "evt_far"]


def test_being_there_goes_before_joining_from_afar() -> None:
    kubernetes, lima = {"software.kubernetes": 0.9}, Point(-12.05, -77.04)
    events = (
        event("evt_online", kubernetes, mode=Mode.ONLINE, city=None, country=None, point=None),
        event("evt_far", kubernetes, city="Lima", country="PE", point=lima),
        event("evt_far_or_online", kubernetes, city="Lima", country="PE", point=lima, mode=Mode.HYBRID),
        event("evt_here_or_online", kubernetes, mode=Mode.HYBRID),
    )
    index = build_event_index(events, np.zeros((4, 256), dtype=np.float32), PARAMETERS)
    worth = dict(
        zip([each.event_id for each in events], worth_of_events(reader(), index, PARAMETERS), strict=True)
    )
    assert worth["evt_here_or_online"] > worth["evt_online"] == worth["evt_far_or_online"] > worth["evt_far"]


def test_of_a_series_the_soonest_date_stands_for_all() -> None:
    kubernetes = {"software.kubernetes": 0.9}
    dates = (
        event("evt_1", kubernetes, series="ser_1", languages=("de",)),
        event("evt_2", kubernetes, series="ser_1", starts_utc=NOW + timedelta(days=17)),
        event("evt_3", kubernetes, series="ser_1", starts_utc=NOW + timedelta(days=24)),
        event("evt_4", kubernetes, title="Cloud Table", starts_utc=NOW + timedelta(days=25)),
        event("evt_5", kubernetes, title="CLOUD TABLE", starts_utc=NOW + timedelta(days=32)),
    )
    index = build_event_index(dates, np.zeros((len(dates), 256), dtype=np.float32), PARAMETERS)
    offered = [event.event_id for event in rank_events(reader(), index, 10, PARAMETERS)]
    assert offered == ["evt_2", "evt_4"]
    going = [event.event_id for event in rank_events(reader(ANA, "evt_3"), index, 10, PARAMETERS)]
    assert going == ["evt_4"]


@pytest.mark.parametrize(("other", "order"), [(0.3, (0, 3, 1, 2)), (0.1, (0, 1, 3, 2)), (-1.0, (0, 1, 2, 3))])
def test_what_is_alike_stands_back_but_for_nothing_worth_far_less(
    other: float, order: tuple[int, ...]
) -> None:
    alike, unlike = np.eye(2, 256, dtype=np.float32)
    vectors, worth = np.array([alike] * 3 + [unlike]), np.array([1.0, 0.9, 0.7, other])
    assert varied(worth, vectors, ["a", "b", "c", "d"], 9, 0.7) == order


def test_no_one_care_takes_the_whole_list_where_another_brings_up_something() -> None:
    worth = np.array([2.0, 1.9, 1.8, 0.5])
    assert varied(worth, np.eye(4, dtype=np.float32), ["a", "a", "a", "b"], 9, 0.7) == (0, 1, 3, 2)


def test_an_event_without_a_reason_is_not_offered() -> None:
    elsewhere = event("evt_lima", {"food.baking": 0.9}, city="Lima", country="PE", point=Point(-12.0, -77.0))
    online = event("evt_bread_online", {"food.baking": 0.9}, mode=Mode.ONLINE, city=None, point=None)
    index = build_event_index((elsewhere, online), np.zeros((2, 256), dtype=np.float32), PARAMETERS)
    assert rank_events(reader(), index, 10, PARAMETERS) == ()


def test_an_interest_that_we_know_no_topic_for_leaves_the_place_to_decide() -> None:
    potter = person("pia", interests=["raku"], place={"city": "Porto", "country": "PT"})
    chosen = rank_events(reader(potter), INDEX, 10, PARAMETERS)
    assert {event.event_id for event in chosen} == {"evt_cluster", "evt_bread", "evt_braga", "evt_german"}


def test_what_was_answered_is_not_offered_again() -> None:
    chosen = rank_events(reader(ANA, "evt_cluster", "evt_braga"), INDEX, 1, PARAMETERS)
    assert [event.event_id for event in chosen] == ["evt_far"]


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
        kind="people", text="5 to 9 people with interests of yours say they go.",
        evidence=("me.interests", "event.going"),
    )  # fmt: skip
    area = Reason(
        kind="shared_topic", text="In the same field as Kubernetes, one of your interests.",
        evidence=("me.interests[0]", "event.topics"),
    )  # fmt: skip
    online = Reason(kind="online", text="Online: you can join from where you are.", evidence=("event.mode",))
    expected = (
        EventSuggestion(event_id="evt_cluster", reasons=(because, people, home), relevant_people="5-9"),
        EventSuggestion(event_id="evt_braga", reasons=(because, near), relevant_people=None),
        EventSuggestion(event_id="evt_online", reasons=(area, online), relevant_people=None),
    )
    assert expected == suggest_events(reader(), chosen, INDEX, {"evt_cluster": 7, "evt_braga": 2})


@pytest.mark.parametrize(
    ("words", "tail"),
    [
        ({"headline": "My Kubernetes"}, "judging by your headline."),
        ({"bio": "Kubernetes, mostly."}, "judging by your words about you."),
        ({"skills": ["Kubernetes"]}, "one of your skills."),
    ],
)
def test_a_topic_that_was_read_out_of_words_is_said_to_be(words: dict[str, object], tail: str) -> None:
    asking = reader(person("ana", **words))
    told = suggest_events(asking, (EVENTS[0], EVENTS[4]), INDEX, {})
    assert [it.reasons[0].text for it in told] == [
        f"On Kubernetes, {tail}", f"In the same field as Kubernetes, {tail}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "tail"),
    [
        ({"headline": "My Kubernetes"}, "from your headline."),
        ({"bio": "My Kubernetes."}, "from your words about you."),
    ],
)
def test_a_topic_that_is_named_was_not_judged(words: dict[str, object], tail: str) -> None:
    someone = person("ana", **words)
    said = tuple(item._replace(named=True) for item in evidence(someone, NOW, WORDS.labels))
    told = suggest_events(Reader(someone, said, frozenset(), NOW), EVENTS[:1], INDEX, {})
    assert told[0].reasons[0].text == f"On Kubernetes, {tail}"


def test_of_several_interests_in_a_field_the_one_most_alike_to_the_event_is_named() -> None:
    someone = person("ana", interests=["Kubernetes", "Databases"])
    [first, second] = [item for item in someone.traits.sentences if item.field == "interests"]
    for wanted in (first, second):
        texts = np.zeros((len(EVENTS), 256), dtype=np.float32)
        texts[4] = someone.traits.vectors[someone.traits.sentences.index(wanted)]
        index = build_event_index(EVENTS, texts, PARAMETERS)
        [told] = suggest_events(reader(someone), EVENTS[4:5], index, {})
        assert told.reasons[0].text == f"In the same field as {wanted.text}, one of your interests."


def test_an_event_is_near_to_an_interest_that_its_topic_does_not_name() -> None:
    told = [
        suggest_events(reader(person("ana", interests=[said])), (EVENTS[0], EVENTS[4]), INDEX, {})
        for said in ("Kubernetes", "k8s", "software.kubernetes")
    ]
    assert len({tuple(it.reasons[0].text for it in events) for events in told}) == 1
    own = suggest_events(
        reader(person("ana", interests=["postgres"])), (*EVENTS[4:5], *EVENTS[:1]), INDEX, {}
    )
    assert {it.reasons[0].text for it in own} <= {
        "On Databases, near to postgres, one of your interests.",
        "In the same field as postgres, one of your interests.",
    }


def test_an_interest_in_a_whole_field_is_named_as_it_is() -> None:
    [told] = suggest_events(reader(person("ana", interests=["software"])), EVENTS[:1], INDEX, {})
    assert told.reasons[0].text == f"In {WORDS.labels['software']}, one of your interests."


def test_somebody_of_whom_nothing_is_known_gets_nothing() -> None:
    assert rank_events(reader(person("xu")), INDEX, 10, PARAMETERS) == ()


def test_no_events_is_no_trouble() -> None:
    empty = build_event_index((), np.zeros((0, 256), dtype=np.float32), PARAMETERS)
    assert rank_events(reader(), empty, 10, PARAMETERS) == ()


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, None), (2, None), (3, "3-4"), (5, "5-9"), (19, "10-19"), (50, "50+"), (900, "50+")],
)
def test_fewer_than_three_people_are_never_counted(count: int, told: str | None) -> None:
    assert crowd(count) == told


def test_a_city_without_an_event_lies_where_the_world_has_it() -> None:
    row = {"admin1code": "13", "timezone": "Europe/Lisbon", "countrycode": "PT"}
    barcelos = row | {"name": "Barcelos", "latitude": 41.53, "longitude": -8.62, "population": 124_525}
    porto = row | {"name": "Porto", "latitude": 41.15, "longitude": -8.61, "population": 249_633}
    named = [barcelos | {"alternatenames": []}, porto | {"alternatenames": ["Oporto"]}]
    places = Gazetteer(named, [{"name": "Portugal", "iso": "PT", "iso3": "PRT"}], {})
    texts = np.zeros((len(EVENTS), 256), dtype=np.float32)
    index = build_event_index(EVENTS, texts, PARAMETERS, places=places)

    def told(city: str) -> list[str]:
        asking = reader(person("bea", interests=["k8s"], place={"city": city, "country": "PT"}))
        return [it.reasons[-1].text for it in suggest_events(asking, EVENTS[:1], index, {})]

    assert told("Barcelos") == ["In Porto, 42 km from Barcelos."]
    assert told("Oporto") == ["In Oporto, where you are based."]
    assert told("Vila Nova") == ["On Kubernetes, one of your interests."]
