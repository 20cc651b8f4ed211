"""Which telling of an event stands, and which occurrences of a series are changed (RFC 5545, 3.8.4.4)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.calendars.ical_time import IcalTime, Zones, placed_in, read_time
from services.events.ingest.parse.calendars.recurrence import is_recurring, taken_back
from services.events.ingest.parse.wire.contentlines import Component

_LASTING: Final = "THISANDFUTURE"


@dataclass(frozen=True, slots=True)
class Overridden:
    """The changed occurrences of a series, by the wall time that each replaces."""

    changed: Mapping[datetime, Component]
    ranges: Sequence[datetime]
    """In order: those whose change holds for all that come after them as well."""
    refused: Sequence[Rejected]

    def lasting(self, wall: datetime) -> datetime | None:
        """Return which changed occurrence says how one at `wall` is changed; None where none does."""
        place = bisect_right(self.ranges, wall)
        return self.ranges[place - 1] if place else None


def newest_of(events: Sequence[Component]) -> tuple[list[Component], list[Rejected]]:
    """Leave out the tellings of an event that a later one takes the place of: of one UID and start.

    Producers repeat a UID for events that are not one, so only what counts its changes apart is older.
    """
    newest: dict[str, int] = {}
    for event in events:
        if (key := _telling_of(event)) is not None:
            newest[key] = max(newest.get(key, 0), _sequence(event))
    standing: list[Component] = []
    older: list[Component] = []
    for event in events:
        key = _telling_of(event)
        (older if key is not None and _sequence(event) < newest[key] else standing).append(event)
    return standing, list(map(_superseded, older))


def _telling_of(event: Component) -> str | None:
    """Return what tellings of one event have in common; None for a changed date, or without UID or start."""
    uid, start = event.text("UID"), event.first("DTSTART")
    return f"{start.value} {uid}" if uid and start and event.first("RECURRENCE-ID") is None else None


def series_of(events: Sequence[Component]) -> Iterator[tuple[Component, list[Component]]]:
    """Pair each event with the changed occurrences (RECURRENCE-ID) that belong to it.

    Some producers repeat one UID for events that are no series; only the first recurring one owns overrides.
    """
    overrides = defaultdict(list)
    masters = [event for event in events if event.first("RECURRENCE-ID") is None]
    for event in events:
        if event.first("RECURRENCE-ID") is not None:
            overrides[event.text("UID")].append(event)
    for master in masters:
        yield master, overrides.pop(master.text("UID"), []) if is_recurring(master) else []
    for orphan in (event for rest in overrides.values() for event in rest):
        yield orphan, []


def overridden_of(
    event: Component, overrides: Sequence[Component], start: IcalTime, zones: Zones
) -> Overridden:
    """Key each override by the wall time it replaces; refused is what has no readable key or is older."""
    changed: dict[datetime, Component] = {}
    refused: list[Rejected] = []
    is_older = [_sequence(override) < _sequence(event) for override in overrides]
    is_gone = taken_back(event, start, zones) if any(is_older) else None
    for override, older_than_series in zip(overrides, is_older, strict=True):
        key = read_time(override.first("RECURRENCE-ID"), zones)
        if key is None:
            refused.append(Rejected("bad_recurrence_id", override.where, override.text("SUMMARY")))
            continue
        wall = placed_in(start, key)
        if older_than_series and is_gone and is_gone(wall):
            refused.append(_superseded(override))
            continue
        older, newer = _by_age(changed.get(wall), override)
        if older:
            refused.append(_superseded(older))
        changed[wall] = newer
    return Overridden(changed, sorted(wall for wall, each in changed.items() if _lasts(each)), refused)


def _by_age(one: Component | None, other: Component) -> tuple[Component | None, Component]:
    """Return (older, newer) by SEQUENCE, then LAST-MODIFIED; the later in the file wins a tie."""
    if one is None:
        return None, other
    rank = [(_sequence(event), event.text("LAST-MODIFIED") or "") for event in (one, other)]
    return (other, one) if rank[0] > rank[1] else (one, other)


def _sequence(event: Component) -> int:
    """Return how often the event was changed, 0 where it does not say."""
    text = (event.text("SEQUENCE") or "")[:9]
    return int(text) if text.isdecimal() else 0


def _lasts(override: Component) -> bool:
    found = override.first("RECURRENCE-ID")
    return found is not None and found.parameters.get("RANGE", "").upper() == _LASTING


def _superseded(event: Component) -> Rejected:
    return Rejected("superseded", event.where, event.text("SUMMARY"))
