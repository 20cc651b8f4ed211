"""A week as subject, HTML and text."""

from dataclasses import dataclass
from typing import Any

from services.gateway.digest.due import Schedule
from services.gateway.digest.plan import Edition, Meeting
from services.gateway.letters.letter import Rendered, letter
from services.gateway.letters.words import count, event_url, on_day, plain, weekday_name, when, where
from shared.contracts.network.connections import DueFollowUps, FollowUp, FollowUpKind
from shared.contracts.people import Reason, RecommendedEvent

_MAX_REASONS = 3


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every issue shares: our address on the web and this person's own way out."""

    public_url: str
    unsubscribe_url: str
    schedule: Schedule
    timezone: str


def render(edition: Edition, imprint: Imprint) -> Rendered:
    """Write one person's week. Every string of others is clipped, made one line and escaped."""
    return letter("services.gateway.digest", "digest", _view(edition, imprint))


def subject_of(edition: Edition) -> str:
    """Return the subject: counts alone, since a subject is read on lock screens and over shoulders."""
    events, people = len(edition.events), len(edition.people)
    parts = []
    if events:
        parts.append(count(events, "event", "events") + " worth your time")
    if people:
        parts.append(count(people, "person", "people") + " worth meeting")
    if edition.beside.follow_ups:
        parts.append(count(len(edition.beside.follow_ups.items), "person", "people") + " to write to")
    if edition.beside.followed.count:
        parts.append(count(edition.beside.followed.count, "event", "events") + " of your searches")
    return "Your week: " + (", ".join(parts) or "nothing that would be worth your time")


def _view(edition: Edition, imprint: Imprint) -> dict[str, Any]:
    schedule = imprint.schedule
    return {
        "subject": subject_of(edition),
        "name": plain(edition.display_name, 60),
        "events": [_event(item, imprint.public_url) for item in edition.events],
        "people": [_person(meeting, imprint.public_url) for meeting in edition.people],
        "all_at_one": len(edition.people) > 1 and len({meeting.event.id for meeting in edition.people}) == 1,
        "by_chance": any(meeting.suggestion.by_chance for meeting in edition.people),
        "touch": _touch(edition.beside.follow_ups, imprint.public_url),
        "followed": edition.beside.followed.sections,
        "unsent": edition.suppressed or "",
        "rhythm": _rhythm(schedule, imprint.timezone),
        "letters_url": imprint.public_url.rstrip("/") + "/letters",
        "home_url": imprint.public_url.rstrip("/") + "/",
        "unsubscribe_url": imprint.unsubscribe_url,
    }


def _event(item: RecommendedEvent, public_url: str) -> dict[str, Any]:
    event, said = item.event, any(reason.kind == "people" for reason in item.reasons[:_MAX_REASONS])
    return {
        "title": plain(event.title, 140),
        "facts": " · ".join(part for part in (when(event), where(event), _price(item)) if part),
        "summary": plain(event.summary, 200),
        "reasons": _reasons(item.reasons),
        "relevant": "" if said else plain(item.relevant_people, 12).replace("-", "–"),
        "url": event_url(public_url, event.id),
    }


def _person(meeting: Meeting, public_url: str) -> dict[str, Any]:
    card = meeting.suggestion.person
    about = (plain(card.headline, 120), plain(card.organisation, 80), plain(card.place, 80))
    return {
        "name": plain(card.display_name, 80),
        "about": " · ".join(dict.fromkeys(part for part in about if part)),
        "event": plain(meeting.event.title, 100),
        "when": when(meeting.event),
        "reasons": _reasons(tuple(it for it in meeting.suggestion.reasons if it.kind != _TOLD_ABOVE)),
        "opener": plain(meeting.suggestion.opener, 240),
        "url": event_url(public_url, meeting.event.id, card.id),
    }


def _touch(due: DueFollowUps | None, public_url: str) -> dict[str, Any]:
    base = f"{public_url.rstrip('/')}/connections"
    return {
        "people": [_follow_up(one, base) for one in due.items] if due else [],
        "more": due.more if due else 0,
        "url": base,
    }


def _follow_up(one: FollowUp, base: str) -> dict[str, Any]:
    told = one.meet_at is None or one.meet_at in one.reason
    both = "" if told else f" You both go to {plain(one.meet_at, 100)}."
    return {
        "name": plain(one.name, 80),
        "reason": plain(one.reason, 400) + both,
        "due": f"{_DUE[one.kind]} {on_day(one.due_on.isoformat())}",
        "url": f"{base}/{one.connection_id}",
    }


_DUE: dict[FollowUpKind, str] = {
    "my_promise": "Due", "their_promise": "To ask from", "after_meeting": "From", "keep_in_touch": "From",
}  # fmt: skip


_TOLD_ABOVE = "same_event"
"""The event that both go to stands over the reasons."""


def _reasons(reasons: tuple[Reason, ...]) -> list[str]:
    return [line for line in (plain(reason.text, 200) for reason in reasons[:_MAX_REASONS]) if line]


def _price(item: RecommendedEvent) -> str:
    price = item.event.price
    return "free" if price is not None and price.is_free is True else ""


def _rhythm(schedule: Schedule, timezone: str) -> str:
    day, clock = weekday_name(schedule.weekday), f"{schedule.hour:02d}:00 ({timezone})"
    if schedule.frequency == "monthly":
        return f"on the first {day} of the month at {clock}"
    return f"every {'second ' if schedule.frequency == 'fortnightly' else ''}{day} at {clock}"
