from datetime import UTC, datetime, timedelta

from services.gateway.compose.follow_ups import due_of
from shared.contracts.introductions import FollowUp, Introduction
from shared.contracts.people import PersonCard

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
BOB = PersonCard(
    id="per_b", display_name="Bob", headline=None, place=None, organisation=None, interests=(), links=()
)


def met(name: str, due_at: datetime | None, done_at: datetime | None = None) -> Introduction:
    follow_up = FollowUp(due_at=due_at, done_at=done_at, draft="Hello Bob") if due_at else None
    return Introduction(
        id=name, by_me=True, person=BOB, event_id=None, event_title=None, message="Hello",
        state="accepted" if due_at else "waiting", asked_at=NOW, expires_at=NOW,
        accepted_at=NOW if due_at else None, questions=(), follow_up=follow_up,
    )  # fmt: skip


def test_who_is_due_and_not_done_comes_first_by_how_long() -> None:
    day = timedelta(days=1)
    given = [
        met("waits", None), met("due", NOW), met("done", NOW - day, NOW), met("later", NOW + day),
        met("long due", NOW - 2 * day),
    ]  # fmt: skip
    assert ["long due", "due"] == [one.id for one in due_of(given, NOW)]
