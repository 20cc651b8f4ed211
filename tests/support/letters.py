"""Events, people and plans to write letters about."""

from datetime import UTC, date, datetime
from typing import Any

from services.gateway.digest.plan import Beside
from shared.contracts.events import Event, EventKind, EventStatus, Going, Mode, Moment, Place
from shared.contracts.network.connections import DueFollowUps, FollowUp
from shared.contracts.people import EventSuggestion, PersonCard, PersonPlan, Reason, Scope, Suggestion

BERLIN = Place(venue=None, address=None, city="Berlin", region=None, country="DE", lat=52.52, lon=13.405)


def an_event(number: int, **changes: Any) -> Event:
    """Return a scheduled two-day conference in Berlin; `changes` override its fields."""
    fields: dict[str, Any] = {
        "id": f"evt_{number:026d}",
        "title": f"Conference {number}",
        "summary": "Two days of talks.",
        "description": None,
        "kind": EventKind.CONFERENCE,
        "status": EventStatus.SCHEDULED,
        "is_past": False,
        "starts_at": Moment(local="2026-12-03T09:00", timezone="Europe/Berlin", utc="2026-12-03T08:00:00Z"),
        "ends_at": Moment(local="2026-12-04T18:00", timezone="Europe/Berlin", utc="2026-12-04T17:00:00Z"),
        "mode": Mode.IN_PERSON,
        "place": BERLIN,
        "url": "https://elsewhere.example/",
        "image_url": "https://elsewhere.example/pixel.png",
        "topics": (),
        "languages": ("en",),
        "price": None,
        "cfp": None,
        "organiser": None,
        "series": None,
        "accessibility": {},
        "sources": (),
        "going": Going(count=None),
        "updated_at": datetime(2026, 11, 1, tzinfo=UTC),
    }
    return Event(**(fields | changes))


def a_reason(text: str) -> Reason:
    """Return a reason with this sentence."""
    return Reason(kind="shared_topic", text=text, evidence=("me.interests", "them.interests"))


def an_event_suggestion(number: int, *, relevant: str | None = None) -> EventSuggestion:
    """Recommend event `number` for one reason."""
    reasons = (a_reason(f"Reason for event {number}."),)
    return EventSuggestion(event_id=f"evt_{number:026d}", reasons=reasons, relevant_people=relevant)


def a_person(number: int, *, event: int = 1, **changes: Any) -> Suggestion:
    """Suggest person `number` at event `event`; `changes` override the suggestion's fields."""
    card = PersonCard(
        id=f"per_{number:026d}",
        display_name=f"Person {number}",
        headline="Head of nursing",
        place="Hamburg, DE",
        organisation="A hospital",
        interests=("Nursing",),
        links=("https://person.example/",),
    )
    fields: dict[str, Any] = {
        "id": f"sug_{number:026d}",
        "person": card,
        "scope": Scope(event_id=f"evt_{event:026d}"),
        "strength": "good",
        "reasons": (a_reason(f"Reason for person {number}."),),
        "opener": f"Question for person {number}?",
    }
    return Suggestion(**(fields | changes))


def a_plan(person_id: str, *, events: int = 3, people: int = 2, **changes: Any) -> PersonPlan:
    """Return a plan with the first `events` events and `people` people at the first of them."""
    fields: dict[str, Any] = {
        "person_id": person_id,
        "display_name": "Ada Lovelace",
        "timezone": "Europe/Berlin",
        "events": tuple(an_event_suggestion(number) for number in range(1, events + 1)),
        "people": tuple(a_person(number) for number in range(1, people + 1)),
    }
    return PersonPlan(**(fields | changes))


def a_reminder(number: int, **changes: Any) -> FollowUp:
    """Remind of person `number`, whom something was promised; `changes` override its fields."""
    fields: dict[str, Any] = {
        "id": f"fup_{number:026d}",
        "connection_id": f"tie_{number:026d}",
        "name": f"Friend {number}",
        "introduced_id": None,
        "email": None,
        "kind": "my_promise",
        "due_on": date(2026, 12, 2),
        "reason": f"You promised “paper {number}”.",
        "draft": "Hello, here it is:",
        "meet_at": None,
    }
    return FollowUp(**(fields | changes))


def in_touch(*reminders: FollowUp, more: int = 0, are_fresh: bool = False) -> Beside:
    """Return reminders as what a week holds beside recommendations."""
    due = DueFollowUps(person_id="per_1", items=reminders, more=more, are_fresh=are_fresh)
    return Beside(follow_ups=due)
