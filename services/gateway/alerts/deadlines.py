"""Calls for papers that close soon: told once for each deadline, a week ahead."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from shared.contracts.events import Event

AHEAD = timedelta(days=7)
EVERY = timedelta(days=1)
_SOONEST = [("cfp", "open"), ("sort", "cfp_closes_at"), ("limit", "100")]


def calls_of(query: str) -> list[tuple[str, str]]:
    """Return the search for the calls among what a query finds, those that close first."""
    return [*((name, value) for name, value in parse_qsl(query) if name != "cfp"), *_SOONEST]


def closing(events: Iterable[Event], now: datetime) -> list[tuple[Event, str]]:
    """Return events whose call closes within a week, each with its deadline as written."""
    found = ((event, event.cfp.closes_at) for event in events if event.cfp and event.cfp.closes_at)
    last = (now + AHEAD).date().isoformat()
    return [(event, closes.local) for event, closes in found if closes.local[:10] <= last]
