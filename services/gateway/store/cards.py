"""The card that each person hands out."""

from datetime import datetime

from services.gateway.cards.handed import Card
from shared.contracts.network.cards import NewCard
from shared.db import Database

_HAND_OUT = """
INSERT INTO card AS held (person_id, fields, event_id, valid_until) VALUES ($1, $2, $3, $4)
ON CONFLICT (person_id) DO UPDATE
SET fields = excluded.fields, event_id = excluded.event_id, valid_until = excluded.valid_until,
    serial = held.serial + (held.valid_until <= $5)::int
RETURNING *
"""
_VOID = "UPDATE card SET serial = serial + 1, valid_until = $2 WHERE person_id = $1 AND valid_until > $2"


async def hand_out(db: Database, person_id: str, new: NewCard, until: datetime, now: datetime) -> Card:
    """Set what the card shows. Its address stays while it is good, so that codes in print keep working."""
    row = await db.fetchrow(_HAND_OUT, person_id, list(new.fields), new.event_id, until, now)
    assert row is not None  # noqa: S101 - an insert that returns its row
    return _card(dict(row))


async def held(db: Database, person_id: str, now: datetime) -> Card | None:
    """Return the card that a person hands out now."""
    row = await db.fetchrow("SELECT * FROM card WHERE person_id = $1 AND valid_until > $2", person_id, now)
    return None if row is None else _card(dict(row))


async def void(db: Database, person_id: str, now: datetime) -> None:
    """End the card, and its address for good; again changes nothing."""
    await db.execute(_VOID, person_id, now)


def _card(row: dict[str, object]) -> Card:
    return Card(**(row | {"fields": tuple(row["fields"])}))  # type: ignore[arg-type]
