"""Short letters: kept for sending, unless their reader has stopped that list."""

from typing import Protocol

from services.gateway.digest.notice import Notice
from services.gateway.digest.unsubscribe import address_digest
from services.gateway.store import mail
from services.gateway.store.suppressions import is_suppressed
from shared.db import Database


class Keeping(Protocol):
    """What of the gateway's runtime is used."""

    @property
    def db(self) -> Database: ...  # noqa: D102 - named in the runtime
    @property
    def key(self) -> bytes: ...  # noqa: D102


async def queue_notice(parts: Keeping, person_id: str, list_name: str, notice: Notice) -> None:
    """Keep a letter to a person; the same again changes nothing, and who has no account gets none."""
    async with parts.db.transaction() as conn:
        address = await conn.fetchval("select email from account where person_id = $1", person_id)
        if address is None or await is_suppressed(conn, address_digest(parts.key, address), list_name):
            return
        await mail.queue(
            conn, kind=list_name, to=address, subject=notice.subject, text=notice.text,
            message_id=notice.message_id, headers=notice.headers,
        )  # fmt: skip
