"""Calls for papers that close within a week, and how a saved search asks for them."""

from datetime import UTC, datetime

from services.gateway.alerts.deadlines import calls_of, closing
from shared.contracts.events import Cfp, Event, Moment
from tests.support.letters import an_event

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def call(number: int, closes: str | None) -> Event:
    moment = Moment(local=closes, timezone=None, utc=None) if closes else None
    return an_event(number, cfp=Cfp(url="https://cfp.example/", closes_at=moment))


def test_a_search_asks_for_open_calls_in_the_order_of_their_deadlines() -> None:
    asked = [("cfp", "open"), ("sort", "cfp_closes_at"), ("limit", "100")]
    assert calls_of("q=python&topic=a&topic=b&cfp=closed") == [
        ("q", "python"), ("topic", "a"), ("topic", "b"), *asked,
    ]  # fmt: skip


def test_those_that_close_within_a_week_are_told_with_their_deadline() -> None:
    calls = [
        call(1, "2026-11-21"),
        call(2, "2026-11-27T23:59"),
        call(3, "2026-11-28"),
        call(4, None),
        an_event(5),
    ]
    told = [(event.id, deadline) for event, deadline in closing(calls, NOW)]
    assert told == [(an_event(1).id, "2026-11-21"), (an_event(2).id, "2026-11-27T23:59")]
