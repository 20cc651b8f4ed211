"""Recommendations by id, joined with the events themselves."""

from collections.abc import Iterable, Mapping

from shared.contracts.events import Event
from shared.contracts.people import Attendance, EventSuggestion, RecommendedEvent


def join_events(
    suggestions: Iterable[EventSuggestion], events: Mapping[str, Event]
) -> tuple[RecommendedEvent, ...]:
    """Join in the order of the suggestions; one whose event is unknown, over or called off is left out."""
    return tuple(
        RecommendedEvent(
            event=events[suggestion.event_id],
            reasons=suggestion.reasons,
            relevant_people=suggestion.relevant_people,
        )
        for suggestion in suggestions
        if suggestion.event_id in events and is_ahead(events[suggestion.event_id])
    )


def events_ahead(attendance: Iterable[Attendance], events: Mapping[str, Event]) -> tuple[Event, ...]:
    """Return the events still ahead that a person attends, soonest first."""
    found = [events[entry.event_id] for entry in attendance if entry.event_id in events]
    return tuple(
        sorted((event for event in found if not event.is_past), key=lambda event: event.starts_at.local)
    )


def is_ahead(event: Event) -> bool:
    """Tell whether an event is still to come and not called off."""
    return not event.is_past and event.status not in {"cancelled", "probably_off"}
