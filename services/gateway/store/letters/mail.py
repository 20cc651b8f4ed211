"""Letters that must arrive, such as sign-in codes: kept until handed over, at least once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.db import Connection, Database, Record
from shared.db.lease import LeaseTable, release

MAIL = LeaseTable(table="mail_message", key="message_id")

_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One letter waiting; `created_at` becomes its `Date`."""

    message_id: str
    to: str
    subject: str
    text: str
    html: str | None
    headers: Mapping[str, str]
    created_at: datetime
    attempts: int


async def queue(  # noqa: PLR0913 - the parts of a letter
    conn: Connection,
    *,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    message_id: str,
    headers: Mapping[str, str] = _NO_HEADERS,
) -> None:
    """Put one letter into the caller's transaction; the same `message_id` again changes nothing.

    Args:
        conn: The transaction that makes the letter necessary.
        kind: What it is for, such as `sign_in`; shown in lists.
        to: One bare address.
        subject: One line.
        text: The plain part.
        html: The HTML part, if there is one.
        message_id: With angle brackets; unique.
        headers: Further headers.
    """
    await conn.execute(
        """insert into mail_message (message_id, kind, to_address, subject, text, html, headers)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict (message_id) do nothing""",
        message_id, kind, to, subject, text, html, dict(headers),
    )  # fmt: skip


def from_row(row: Record) -> QueuedMail:
    """Read a claimed row."""
    return QueuedMail(
        message_id=row["message_id"],
        to=row["to_address"],
        subject=row["subject"],
        text=row["text"],
        html=row["html"],
        headers=row["headers"],
        created_at=row["created_at"],
        attempts=row["attempts"],
    )


async def finish(db: Database, message_id: str, *, owner: str, now: datetime, receipt: str) -> bool:
    """Note the hand-over and forget the words: a sign-in code must not lie about. False: lease lost."""
    async with db.transaction() as conn:
        if not await release(conn, MAIL, message_id, owner=owner, next_at=None):
            return False
        await conn.execute(
            """update mail_message set sent_at = $2, receipt = $3, subject = '', text = '', html = null
               where message_id = $1""",
            message_id, now, receipt,
        )  # fmt: skip
        return True
