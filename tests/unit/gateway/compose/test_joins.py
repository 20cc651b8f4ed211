from datetime import UTC, datetime
from typing import Any

from services.gateway.compose.recommended import events_ahead, join_events
from shared.contracts.events import Event
from shared.contracts.people import Attendance, EventSuggestion, RecommendedEvent

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def event(event_id: str, title: str = "Soil day", local: str = "2027-05-19", **changes: Any) -> Event:
    plain: dict[str, Any] = dict.fromkeys(Event.model_fields) | {
        "id": event_id,
        "title": title,
        "kind": "meetup",
        "status": "scheduled",
        "is_past": False,
        "starts_at": {"local": local, "timezone": None, "utc": None},
        "topics": (),
        "languages": (),
        "accessibility": {},
        "sources": (),
        "going": {"count": None},
        "updated_at": NOW,
    }
    return Event.model_validate(plain | changes)


def suggestion(event_id: str) -> EventSuggestion:
    return EventSuggestion(event_id=event_id, reasons=(), relevant_people="5-9")


def recommended(found: Event) -> RecommendedEvent:
    return RecommendedEvent(event=found, reasons=(), relevant_people="5-9")


def test_what_is_unknown_over_or_called_off_is_left_out_and_the_order_kept() -> None:
    events = {
        "a": event("a"),
        "b": event("b", is_past=True),
        "c": event("c", status="cancelled"),
        "d": event("d"),
    }
    joined = join_events([suggestion(one) for one in "dxcba"], events)
    assert (recommended(events["d"]), recommended(events["a"])) == joined


def test_where_i_go_is_told_soonest_first_without_what_is_over() -> None:
    events = {
        "a": event("a", local="2027-06-01T09:00"),
        "b": event("b", local="2027-05-19"),
        "c": event("c", is_past=True),
    }
    attendance = [
        Attendance(event_id=one, status="going", match=True, listed=False, updated_at=NOW) for one in "abcx"
    ]
    assert (events["b"], events["a"]) == events_ahead(attendance, events)
