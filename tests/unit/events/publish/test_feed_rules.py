"""Whatever an event is, its feeds and its linked data keep the rules that their formats publish."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.publish.json_feed import json_feed
from services.events.publish.json_ld import json_ld
from services.events.publish.rss import rss
from shared.contracts.events import EventKind, EventStatus, Mode
from tests.support.published import BERLIN, TIMED, entry, event
from tests.support.readings.feed_rules import broken_in_json_feed, broken_in_linked_data, broken_in_rss

HERE = {
    "name": "Acquaint: rust",
    "public_url": "https://a.example",
    "feed_url": "https://a.example/v1/x?q=a&b",
}
DAYS = [{"local": f"2027-05-{day}", "timezone": None, "utc": None} for day in (19, 21)]
HOURS = [TIMED, {**TIMED, "local": "2027-05-21T17:00", "utc": "2027-05-21T15:00:00Z"}]
NOWHERE = dict.fromkeys(BERLIN)
words = st.text(min_size=1, max_size=40)
PRICES = [(True, None, None), (None, 20.0, "EUR"), (False, None, None), (None, 5.0, None)]
FIELDS = ("is_free", "min", "currency")
prices = st.sampled_from([None, *({**dict(zip(FIELDS, it, strict=True)), "max": it[1]} for it in PRICES)])


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """Any event that our API can answer."""
    when: list[dict[str, Any]] = draw(st.sampled_from([DAYS, HOURS]))
    return event(
        id=f"evt_{draw(st.integers(1, 10**9))}",
        title=draw(words),
        summary=draw(st.none() | words),
        description=draw(st.none() | words),
        kind=draw(st.sampled_from(EventKind)).value,
        status=draw(st.sampled_from(EventStatus)).value,
        mode=draw(st.sampled_from([None, *(mode.value for mode in Mode)])),
        starts_at=when[0],
        ends_at=draw(st.sampled_from([None, when[1]])),
        place=draw(st.sampled_from([None, BERLIN, {**NOWHERE, "country": "DE"}, {**BERLIN, "lat": None}])),
        url=draw(st.sampled_from([None, "https://r.example/x"])),
        image_url=draw(st.sampled_from([None, "https://r.example/x.png"])),
        languages=draw(st.sampled_from([[], ["pt-BR", "en"]])),
        topics=draw(st.lists(words.map(lambda label: {"label": label}), max_size=3)),
        price=draw(prices),
        organiser=draw(st.none() | words.map(lambda name: {"id": "org_1", "name": name, "url": None})),
        sources=[
            {"source_id": "src_1", "title": "A", "url": draw(st.sampled_from([None, "https://s.example/"]))}
        ],
    )


many = st.lists(events(), max_size=3, unique_by=lambda it: it["id"])


@given(many)
def test_rss(told: list[dict[str, Any]]) -> None:
    assert [] == broken_in_rss(rss([entry(it) for it in told], **HERE))


@given(many)
def test_json_feed(told: list[dict[str, Any]]) -> None:
    assert [] == broken_in_json_feed(orjson.loads(json_feed([entry(it) for it in told], **HERE)))


@given(events())
def test_linked_data(told: dict[str, Any]) -> None:
    assert [] == broken_in_linked_data(orjson.loads(json_ld(told, "https://a.example")))


@pytest.mark.parametrize(
    ("harm", "broken"),
    [
        ({"startDate": "2027-05-19", "endDate": "2027-05-19T10:00:00Z"}, ["day with day, time with time"]),
        ({"offers": {"@type": "Offer", "price": 20.0}}, ["price with currency"]),
        ({"location": [{"@type": "Place"}]}, ["a place has a name or an address"]),
        ({"eventStatus": "https://schema.org/Off"}, ["status"]),
    ],
)
def test_the_rules_see_what_breaks_them(harm: dict[str, Any], broken: list[str]) -> None:
    assert broken == broken_in_linked_data({**orjson.loads(json_ld(event(), "https://a.example")), **harm})
