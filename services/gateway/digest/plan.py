"""What goes into one person's week: little, good, and only what still holds."""

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from services.gateway.digest.followed import NOTHING, Followed
from shared.contracts.events import Event, EventStatus
from shared.contracts.network.connections import DueFollowUps
from shared.contracts.people import PersonPlan, RecommendedEvent, Suggestion

MAX_EVENTS = 3
MAX_PEOPLE = 5
ENOUGH = 2
"""Fewer good items than this, and silence serves better than a letter."""

_TAKES_PLACE = frozenset({EventStatus.SCHEDULED, EventStatus.RESCHEDULED, EventStatus.MOVED_ONLINE})


@dataclass(frozen=True, slots=True)
class Meeting:
    """A person to meet and the event where."""

    suggestion: Suggestion
    event: Event

    @property
    def key(self) -> str:
        """What a letter keeps of it: nobody is named twice for one event, nor found by it once erased."""
        return hashlib.sha256(f"{self.suggestion.person.id}/{self.event.id}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a week holds beside what is recommended: news of own searches, and whom to be in touch with.

    `named` are the `Meeting.key` of letters before.
    """

    followed: Followed = NOTHING
    follow_ups: DueFollowUps | None = None
    named: AbstractSet[str] = frozenset()


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Edition:
    """One person's week; `suppressed` says why it stays unsent, None when it is worth sending."""

    person_id: str
    display_name: str
    events: tuple[RecommendedEvent, ...]
    people: tuple[Meeting, ...]
    suppressed: str | None
    beside: Beside = NOTHING_BESIDE


def choose(plan: PersonPlan, events: Mapping[str, Event], beside: Beside = NOTHING_BESIDE) -> Edition:
    """Choose up to 3 events and 5 people, in matching's order, beside what the person has going already.

    An event that is told as news of their searches is not told again.

    Args:
        plan: What matching proposes.
        events: The present truth of the events by the id that the plan knows; a missing one is left out.
        beside: News that the person asked for is worth a letter, and a follow-up that is due this week;
            an older one is one good thing.
    """
    chosen = _events(plan, events, beside.followed.event_ids)
    people = _people(plan, events, beside.named)
    reminders = beside.follow_ups
    asked_for = beside.followed.count or (reminders and reminders.are_fresh)
    due = len(reminders.items) if reminders else 0
    suppressed = None if asked_for else _why_not(len(chosen) + due, people)
    return Edition(plan.person_id, plan.display_name, chosen, people, suppressed, beside)


def wanted_events(plans: tuple[PersonPlan, ...]) -> tuple[str, ...]:
    """Return the ids of every event that the plans speak of, each once, in order."""
    ids: dict[str, None] = {}
    for plan in plans:
        ids.update((item.event_id, None) for item in plan.events)
        ids.update((item.scope.event_id, None) for item in plan.people if item.scope is not None)
    return tuple(ids)


def _events(
    plan: PersonPlan, events: Mapping[str, Event], told: AbstractSet[str]
) -> tuple[RecommendedEvent, ...]:
    known = ((events.get(item.event_id), item) for item in plan.events if item.reasons)
    held = (
        RecommendedEvent(event=event, reasons=item.reasons, relevant_people=item.relevant_people)
        for event, item in known
        if event is not None and _holds(event) and event.id not in told
    )
    return tuple({item.event.id: item for item in held}.values())[:MAX_EVENTS]


def _people(plan: PersonPlan, events: Mapping[str, Event], named: AbstractSet[str]) -> tuple[Meeting, ...]:
    met: dict[str, Meeting] = {}
    for item in plan.people:
        event = events.get(item.scope.event_id) if item.scope else None
        if event is not None and _holds(event) and item.reasons:
            meeting = Meeting(item, event)
            if meeting.key not in named:
                met.setdefault(item.person.id, meeting)
    return tuple(met.values())[:MAX_PEOPLE]


def _holds(event: Event) -> bool:
    return event.status in _TAKES_PLACE and not event.is_past


def _why_not(others: int, people: tuple[Meeting, ...]) -> str | None:
    good = others + sum(meeting.suggestion.strength != "worth_a_try" for meeting in people)
    if good >= ENOUGH:
        return None
    found = "Nothing" if good == 0 else "Only one thing"
    return (
        f"{found} was good enough this week, so no e-mail would come. "
        "More interests in your profile, or an event you are going to, give us more to go by."
    )
