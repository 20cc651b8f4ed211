"""The states of an introduction: what each of the two sees, and which step leads where."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from shared.contracts.network.introductions import Step
from shared.kernel.errors import AppError, Kind

WAITS = timedelta(days=7)
MOST_WAITING = 10
"""Introductions that one person may wait for at a time, so that asking stays worth something."""
AFTER_EVENT, AFTER_YES = timedelta(days=1), timedelta(days=3)
Held = Literal["waiting", "accepted", "declined", "withdrawn"]
Seen = Literal["waiting", "accepted", "declined", "withdrawn", "expired"]


@dataclass(frozen=True, slots=True)
class Introduction:
    """One introduction as kept; `declined` is known to the one who was asked alone."""

    id: str
    asker_id: str
    asked_id: str
    state: Held
    expires_at: datetime
    accepted_at: datetime | None = None
    reply: str | None = None


class Taken(NamedTuple):
    """A step as one of the two takes it; `reply` are words that go with a yes."""

    step: Step
    reply: str | None = None


def check_reply(taken: Taken) -> None:
    """Refuse words with anything but a yes: nobody would read them.

    Raises:
        AppError: `reply_unread`.
    """
    if taken.reply is not None and taken.step != "accept":
        raise AppError("reply_unread", Kind.INVALID, "Only a yes takes words along; leave `reply` out.")


def seen(held: Introduction, reader_id: str, now: datetime) -> Seen:
    """Return the state that one of the two is told: to who asked, a no looks like no answer."""
    told = "waiting" if held.state == "declined" and reader_id == held.asker_id else held.state
    return "expired" if told == "waiting" and now >= held.expires_at else told


def is_open(held: Introduction, now: datetime) -> bool:
    """Tell whether who asked still waits, as far as they know."""
    return seen(held, held.asker_id, now) == "waiting"


def take(held: Introduction, reader_id: str, step: Step, now: datetime) -> Introduction:
    """Return the introduction after a step of one of the two; a step taken again changes nothing.

    Raises:
        AppError: `introduction_step`, when the step is the other's to take or comes too late.
    """
    mine = {"withdraw"} if reader_id == held.asker_id else {"accept", "decline"}
    told = seen(held, reader_id, now)
    if step == "followed" and told == "accepted":
        return held
    if step not in mine:
        raise _refused(f"You cannot {step} here; you can {' or '.join(sorted(mine))} while it waits.")
    after: Held = {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn"}[step]  # type: ignore[assignment]
    if told == after:
        return held
    if told not in ("waiting", "declined"):
        raise _refused(f"It is {told} already; once they are suggested to you again, ask anew.")
    if now >= held.expires_at:
        raise _refused("It has expired; once they are suggested to you, ask them in your turn.")
    return replace(held, state=after, accepted_at=now if after == "accepted" else None)


def check_editable(held: Introduction, reader_id: str, now: datetime) -> None:
    """Refuse a change of words by anybody but who asked, and once it waits no more as far as they know.

    Raises:
        AppError: `introduction_step`.
    """
    if reader_id != held.asker_id:
        raise _refused("Only who asked can change the words; you can accept or decline.")
    if not is_open(held, now):
        told = seen(held, reader_id, now)
        raise _refused(f"It is {told} already; once they are suggested to you again, ask anew.")


def meets_by(accepted_at: datetime, event_ends: datetime | None) -> datetime | None:
    """Return when the event that both go to ends; None where it was over, or none, when both agreed."""
    return event_ends if event_ends is not None and event_ends > accepted_at else None


def follow_up_due(accepted_at: datetime, event_ends: datetime | None) -> datetime:
    """Return when to follow up: a day after the event both go to, else three days after both agreed."""
    ends = meets_by(accepted_at, event_ends)
    return accepted_at + AFTER_YES if ends is None else ends + AFTER_EVENT


def is_ahead(accepted_at: datetime, event_ends: datetime | None, now: datetime) -> bool:
    """Tell whether the two have yet to meet, as far as can be told, and write to find a time."""
    ends = meets_by(accepted_at, event_ends)
    return now < (accepted_at + AFTER_YES if ends is None else ends)


def _refused(detail: str) -> AppError:
    return AppError("introduction_step", Kind.CONFLICT, detail)
