"""The dates of one series in a list of events, folded into the card of the first of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.contracts.events import Event


@dataclass(frozen=True, slots=True)
class Card:
    """An event, and the later places of the list that are of its series, in the order of their days."""

    event: Event
    more: tuple[Event, ...] = ()


def folded(events: Iterable[Event]) -> list[Card]:
    """Return a card for each event or series, at the place of its first; nothing is left out."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.series.id if event.series else event.id, []).append(event)
    return [Card(first, tuple(sorted(more, key=_day))) for first, *more in groups.values()]


def unfolded(events: Iterable[Event]) -> list[Card]:
    """Return a card for each event: whoever looks at one series wants to see its dates."""
    return [Card(event) for event in events]


def _day(event: Event) -> tuple[str, str]:
    return event.starts_at.local, event.id
