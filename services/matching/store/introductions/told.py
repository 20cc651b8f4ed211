"""Introductions as each of the two may see them."""

from datetime import datetime

from services.matching.introductions.rules import follow_up_due, is_ahead, meets_by, seen
from services.matching.introductions.words import draft, opening, questions
from services.matching.people.visibility import Viewer, card
from services.matching.store.introductions.rows import held, mine
from services.matching.store.stored import stored_profile
from shared.contracts.network import introductions as contract
from shared.contracts.people import Profile
from shared.db import Database, Record


async def introductions_of(
    db: Database, person_id: str, labels: dict[str, str], now: datetime, only: str | None = None
) -> tuple[contract.Introduction, ...]:
    """Return the person's introductions as they may see them, the newest first; blocked people's are gone."""
    rows = await mine(db, person_id, now, only)
    return tuple(_told(row, person_id, labels, now) for row in rows)


def _told(row: Record, reader: str, labels: dict[str, str], now: datetime) -> contract.Introduction:
    one, by_me = held(row), row["asker_id"] == reader
    profile, state = stored_profile(row["profile"]), seen(one, reader, now)
    other = one.asked_id if by_me else one.asker_id
    viewer = Viewer.CONNECTION if one.accepted_at else Viewer.ATTENDEE
    return contract.Introduction(
        id=one.id,
        by_me=by_me,
        person=card(other, profile, viewer, labels),
        event_id=row["event_id"] or None,
        event_title=row["title"],
        in_person=row["in_person"],
        message=row["rewritten"] or row["message"] if by_me else row["message"],
        reasons=(),
        state=state,
        asked_at=row["asked_at"],
        expires_at=one.expires_at,
        with_event=one.expires_at < row["expires_at"],
        accepted_at=one.accepted_at,
        reply=row["reply"],
        questions=questions(profile, labels) if one.accepted_at else (),
        opening=_opening(row, one.accepted_at, profile, now, by_me=by_me),
        follow_up=_follow_up(row, one.accepted_at, profile, by_me=by_me),
    )


def _opening(
    row: Record, accepted_at: datetime | None, profile: Profile, now: datetime, *, by_me: bool
) -> str | None:
    if accepted_at is None or row["in_person"] or not is_ahead(accepted_at, row["ends_utc"], now):
        return None
    title = row["title"] if meets_by(accepted_at, row["ends_utc"]) else None
    return opening(profile, title, answered=by_me and row["reply"] is not None)


def _follow_up(
    row: Record, accepted_at: datetime | None, profile: Profile, *, by_me: bool
) -> contract.AfterMeeting | None:
    if accepted_at is None:
        return None
    return contract.AfterMeeting(
        due_at=follow_up_due(accepted_at, row["ends_utc"]),
        done_at=row["asker_followed_at" if by_me else "asked_followed_at"],
        draft=draft(profile, row["title"]),
    )
