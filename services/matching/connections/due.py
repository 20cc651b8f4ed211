"""When to be in touch: after we met, for what was promised, and before a tie goes cold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.matching.connections.ties import Contact
from shared.contracts.network.connections import FollowUpKind

AFTER_MEETING = timedelta(days=1)
MY_PROMISE, THEIR_PROMISE = timedelta(days=7), timedelta(days=14)
"""When to be reminded of a promise without a day."""
FIND_A_TIME = timedelta(days=3)
"""How long two who will be at one event have to write by themselves, before they are reminded to."""
ASK_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """That it is time from a day on, and what for."""

    on: date
    kind: FollowUpKind


@dataclass(frozen=True, slots=True)
class Tie:
    """What decides when to be in touch; `introduction_due` is when to follow up an introduction of both.

    `meets_on` is the last day of the event they were introduced for: a message before it settles nothing.
    """

    since: date
    contacts: Sequence[Contact]
    every_days: int | None
    introduction_due: date | None = None
    snoozed_until: date | None = None
    meets_on: date | None = None


def next_contact(tie: Tie, today: date) -> Due | None:
    """Return when to be in touch next: after a meeting that nothing followed, else by the rhythm chosen."""
    last = max(tie.contacts, default=None)
    if last is not None and tie.introduction_due is not None and _is_before_meeting(last, tie.meets_on):
        on = _before_or_after(last, tie.introduction_due, tie.meets_on, today)
        return _later(Due(on, "after_meeting"), tie.snoozed_until)
    if last is not None and last.kind in ("met", "call"):
        return _later(Due(last.day + AFTER_MEETING, "after_meeting"), tie.snoozed_until)
    if tie.every_days is None:
        return None
    since = last.day if last else tie.since
    return _later(Due(since + timedelta(days=tie.every_days), "keep_in_touch"), tie.snoozed_until)


def promise_due(made_on: date, due_on: date | None, snoozed_until: date | None, *, by_me: bool) -> Due:
    """Return when to keep a promise of mine, or to ask about theirs: the day after it was due."""
    if by_me:
        return _later(Due(due_on or made_on + MY_PROMISE, "my_promise"), snoozed_until)
    asked = due_on + ASK_AFTER if due_on else made_on + THEIR_PROMISE
    return _later(Due(asked, "their_promise"), snoozed_until)


def _before_or_after(last: Contact, after: date, meets_on: date | None, today: date) -> date:
    """Return when to find a time, where neither wrote and the event leaves time to; else the day after it."""
    soon = last.day + FIND_A_TIME
    is_time = meets_on is not None and soon < meets_on and today <= meets_on
    return soon if last.kind == "introduced" and is_time else after


def _is_before_meeting(last: Contact, meets_on: date | None) -> bool:
    if last.kind == "message":
        return meets_on is not None and last.day < meets_on
    return last.kind == "introduced"


def _later(due: Due, snoozed_until: date | None) -> Due:
    return due if snoozed_until is None else Due(max(due.on, snoozed_until), due.kind)
