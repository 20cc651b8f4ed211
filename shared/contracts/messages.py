"""Messages between services: one envelope, one payload per fact, one stream per fact and version."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.contracts.events import EventKind, EventStatus, Mode
from shared.contracts.model import Answer
from shared.contracts.people import AttendanceStatus


class Stream(StrEnum):
    """`<service>.<fact>.v<n>`. A change that is not additive is a new stream beside the old one."""

    EVENT_CHANGED = "events.event-changed.v1"
    ATTENDANCE_COUNTED = "matching.attendance-counted.v1"
    ATTENDANCE_CHANGED = "matching.attendance-changed.v1"
    INTRODUCTION_MOVED = "matching.introduction-moved.v1"
    MEETING_PLAN_MADE = "matching.meeting-plan-made.v1"


class Envelope(Answer):
    """What every message carries around its payload."""

    id: str
    stream: Stream
    occurred_at: datetime
    payload: dict[str, Any]


class EventChanged(Answer):
    """An event as matching needs it. Applied only when `version` is newer than the one held."""

    event_id: str
    version: int
    merged_into: str | None
    title: str
    summary: str | None
    kind: EventKind
    status: EventStatus
    mode: Mode | None
    starts_local: str
    starts_utc: datetime
    ends_utc: datetime
    timezone: str | None
    venue: str | None
    city: str | None
    country: str | None
    lat: float | None
    lon: float | None
    topics: dict[str, float]
    languages: tuple[str, ...]
    url: str | None
    series: str | None = None


class AttendanceCounted(Answer):
    """How many people say they go to an event; the newest `counted_at` wins."""

    event_id: str
    going: int
    counted_at: datetime


class AttendanceChanged(Answer):
    """A person's stand on an event is another: `status` is None where they took it back.

    `listed` and `was_listed` tell whether they let others there see it, now and before.
    """

    person_id: str
    event_id: str
    status: AttendanceStatus | None
    match: bool
    listed: bool
    was_listed: bool
    changed_at: datetime


class IntroductionMoved(Answer):
    """Somebody has cause for a letter of an introduction: they were asked, or whom they asked agreed.

    What stands in the letter is asked for when it is written: by then it may have been withdrawn.
    """

    introduction_id: str
    reader_id: str


class MeetingPlanMade(Answer):
    """A meeting plan is ready, for whoever asked for it."""

    plan_id: str
    event_id: str
    made_for: str
    people: int
    meetings: int
    made_at: datetime
