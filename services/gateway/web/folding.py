"""The dates of one series in a list of events, folded into the card of the first of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.contracts.catalogue.lists import Dates
from shared.contracts.events import Event, Moment

_NONE: Mapping[str, Dates] = {}


@dataclass(frozen=True, slots=True)
class Card:
    """An event, and the later places of the list that are of its series, in the order of their days.

    `found` tells of all dates that the search finds, also on other pages; None where nobody counted them.
    """

    event: Event
    more: tuple[Event, ...] = ()
    found: Dates | None = None

    @property
    def others(self) -> int:
        """Return how many dates there are besides the one of the card."""
        return max(len(self.more), self.found.dates - 1 if self.found else 0)

    @property
    def until(self) -> Moment | None:
        """Return when the last of the others starts, None where none starts later than the card's."""
        last = self.found.last_starts_at if self.found else self.more[-1].starts_at if self.more else None
        return last if last and last.local[:10] > self.event.starts_at.local[:10] else None


def folded(events: Iterable[Event], found: Mapping[str, Dates] = _NONE) -> list[Card]:
    """Return a card for each event or series, at the place of its first; nothing is left out."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.series.id if event.series else event.id, []).append(event)
    return [
        Card(first, tuple(sorted(more, key=_day)), found.get(name)) for name, (first, *more) in groups.items()
    ]


def unfolded(events: Iterable[Event]) -> list[Card]:
    """Return a card for each event: whoever looks at one series wants to see its dates."""
    return [Card(event) for event in events]


def _day(event: Event) -> tuple[str, str]:
    return event.starts_at.local, event.id
