"""What a partner is told of those whom it brought: no more than its lists of them show (ADR 29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.contracts.messages import AttendanceChanged, MeetingPlanMade
from shared.contracts.partners.attendees import Import
from shared.contracts.partners.webhooks import PeopleType

NEEDS_SCOPE: Mapping[str, str] = {
    "attendance.changed": "people",
    "introduction.accepted": "people",
    "import.finished": "imports",
    "meeting_plan.ready": "people",
}
"""The scope, beside `webhooks`, of a key that may ask for a type."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell a partner's webhooks. `event_id`: what their queries are asked about."""

    type: PeopleType
    partner: str
    event_id: str | None
    at: datetime
    data: Mapping[str, Any]

    def body(self) -> dict[str, Any]:
        """Return the message, laid out as Standard Webhooks has it."""
        return {"type": self.type, "timestamp": self.at.isoformat(), "data": dict(self.data)}


def attendance_news(partner: str, external_id: str, changed: AttendanceChanged) -> News | None:
    """Tell of a person who has signed in, and of whom others there see, or saw, that they go.

    `status` is null once the partner's list does not show them any more, whether they do not go or no longer
    say so. Of those who never signed in there is no news: the partner itself says where they go.
    """
    if not (changed.listed or changed.was_listed):
        return None
    seen = changed.status if changed.listed else None
    data = {
        "event_id": changed.event_id,
        "external_id": external_id,
        "status": seen,
        "match": changed.match if seen else None,
    }
    return News("attendance.changed", partner, changed.event_id, changed.changed_at, data)


def introduction_news(partner: str, external_ids: tuple[str, str], event_id: str, at: datetime) -> News:
    """Tell that two whom the partner brought, both listed at the event, have agreed to meet there."""
    data = {"event_id": event_id, "external_ids": sorted(external_ids), "accepted_at": at.isoformat()}
    return News("introduction.accepted", partner, event_id, at, data)


def import_news(partner: str, ended: Import, at: datetime, public_url: str) -> News:
    """Tell how an import ended."""
    told = {"kind", "dry_run", "state", "lines", "accepted", "rejected"}
    data = {
        "import_id": ended.id,
        **ended.model_dump(mode="json", include=told),
        "import_url": f"{public_url}/v1/partner/imports/{ended.id}",
    }
    return News("import.finished", partner, None, at, data)


def plan_news(made: MeetingPlanMade, public_url: str) -> News:
    """Tell that a meeting plan is ready, and where it is."""
    told = made.model_dump(mode="json", include={"plan_id", "event_id", "people", "meetings"})
    url = f"{public_url}/v1/partner/events/{made.event_id}/meeting-plan/{made.plan_id}"
    return News("meeting_plan.ready", made.made_for, made.event_id, made.made_at, {**told, "plan_url": url})
