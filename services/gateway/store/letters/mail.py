"""Letters that must arrive, such as sign-in codes: kept until handed over, at least once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.gateway.letters.lists import Notice
from shared.db import Connection, Database, Record
from shared.db.lease import LeaseTable, release

MAIL = LeaseTable(table="mail_message", key="message_id")


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One letter waiting; `created_at` becomes its `Date`."""

    message_id: str
    to_address: str
    subject: str
    text: str
    headers: Mapping[str, str]
    created_at: datetime
    attempts: int


async def queue(conn: Connection, kind: str, to: str, notice: Notice) -> None:
    """Put one letter into the caller's transaction; the same id again changes nothing.

    `kind` is what it is for, such as `sign_in`, as lists show it; `to` is one bare address.
    """
    await conn.execute(
        """insert into mail_message (message_id, kind, to_address, subject, text, headers)
           values ($1, $2, $3, $4, $5, $6) on conflict (message_id) do nothing""",
        notice.message_id, kind, to, notice.subject, notice.text, dict(notice.headers),
    )  # fmt: skip


def from_row(row: Record) -> QueuedMail:
    """Read a claimed row."""
    return QueuedMail(**{name: row[name] for name in QueuedMail.__slots__})


async def finish(db: Database, message_id: str, *, owner: str, now: datetime, receipt: str) -> bool:
    """Note the hand-over and forget the words: a sign-in code must not lie about. False: lease lost."""
    async with db.transaction() as conn:
        if not await release(conn, MAIL, message_id, owner=owner, next_at=None):
            return False
        await conn.execute(
            """update mail_message set sent_at = $2, receipt = $3, subject = '', text = ''
               where message_id = $1""",
            message_id, now, receipt,
        )  # fmt: skip
        return True
