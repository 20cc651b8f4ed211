"""Suggestion rows: what was shown to whom, in how many weeks, why, and by which model."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.matching.recommend.drafts import Draft
from services.matching.recommend.explain.shown_to_others import Shown
from services.matching.store.relations import iso_week
from shared.contracts.people import Reason, Scope, Suggestion
from shared.db import Connection, Database
from shared.kernel.ids import Ids

_SHOW = """
INSERT INTO suggestion AS held (id, person_id, other_id, event_id, shown, last_week, first_shown_at,
                                last_shown_at, score, strength, reasons, model_version)
VALUES ($1, $2, $3, $4, 1, $5, $6, $6, $7, $8, $9, $10)
ON CONFLICT (person_id, other_id, event_id) DO UPDATE
SET shown = held.shown + (held.last_week <> excluded.last_week)::int, last_week = excluded.last_week,
    last_shown_at = excluded.last_shown_at, score = excluded.score, strength = excluded.strength,
    reasons = excluded.reasons, model_version = excluded.model_version
RETURNING id
"""


_READERS = """
SELECT person_id, reasons FROM suggestion WHERE other_id = $1 AND last_shown_at > $2
ORDER BY last_shown_at DESC LIMIT 10000
"""
_HALF_YEAR = timedelta(days=182)


async def readers_of(db: Database, person_id: str, now: datetime) -> list[Shown]:
    """Return who was shown a person in the last half-year, and why."""
    rows = await db.fetch(_READERS, person_id, now - _HALF_YEAR)
    return [
        Shown(row["person_id"], [Reason.model_validate(reason) for reason in row["reasons"]]) for row in rows
    ]


async def log_shown(
    conn: Connection, shown: Sequence[tuple[str, Sequence[Draft]]], now: datetime, *, model: str, ids: Ids
) -> list[tuple[Suggestion, ...]]:
    """Remember what each person is shown, once per ISO week for a pair and scope; a pair keeps its id."""
    rows = [_row(reader, draft, now, model, ids("sug")) for reader, drafts in shown for draft in drafts]
    stored = iter(await conn.fetchmany(_SHOW, rows) if rows else ())
    return [tuple(_suggestion(next(stored)["id"], draft) for draft in drafts) for _, drafts in shown]


def _row(person_id: str, draft: Draft, now: datetime, model: str, new_id: str) -> tuple[object, ...]:
    reasons = [reason.model_dump(mode="json") for reason in draft.reasons]
    scope = draft.event_id or ""
    week = iso_week(now)
    return (new_id, person_id, draft.card.id, scope, week, now, draft.score, draft.strength, reasons, model)


def _suggestion(suggestion_id: str, draft: Draft) -> Suggestion:
    return Suggestion(
        id=suggestion_id,
        person=draft.card,
        scope=Scope(event_id=draft.event_id) if draft.event_id else None,
        strength=draft.strength,
        reasons=draft.reasons,
        opener=draft.opener,
        by_chance=draft.arm.is_random,
    )
