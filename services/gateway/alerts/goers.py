"""What of the change log whoever goes to an event hears of: that it is called off, on again or moved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.gateway.alerts.edition import Told
from services.gateway.alerts.news import difference
from shared.contracts.catalogue.lists import Change


def turned(changes: Sequence[Change]) -> Iterator[tuple[Told, int]]:
    """Yield each event that is on no more, on again or moved, with the last entry that says so.

    What came back to what it was before these entries is no news, nor is what is over.
    """
    was: dict[str, Mapping[str, Any]] = {}
    last: dict[str, Change] = {}
    for change in changes:
        if change.was is not None and change.event is not None and not change.event.is_past:
            before = change.was.model_dump(mode="json", exclude_unset=True)
            was[change.event.id] = {**before, **was.get(change.event.id, {})}
            last[change.event.id] = change
    for event_id, change in last.items():
        if change.event is not None and (news := difference(was[event_id], change.event)):
            yield Told(change.event, news, was[event_id]), change.seq
