"""Short letters: kept for sending, unless their reader has stopped that list."""

from collections.abc import Mapping

from services.gateway.letters.lists import Notice
from services.gateway.letters.unsubscribe import address_digest
from services.gateway.store.letters import mail
from shared.db import Connection


async def queue_notice(conn: Connection, key: bytes, person_id: str, list_name: str, notice: Notice) -> None:
    """Keep a letter to a person; the same again changes nothing, and who has no account gets none.

    `key` is that of the digests under which stopped addresses are remembered.
    """
    await queue_notices(conn, key, list_name, {person_id: notice})


async def queue_notices(conn: Connection, key: bytes, list_name: str, notices: Mapping[str, Notice]) -> None:
    """Keep a letter to each of many people, as `queue_notice` does."""
    people = await conn.fetch(
        "select person_id, email from account where person_id = any($1) order by person_id", list(notices)
    )
    digests = {row["person_id"]: address_digest(key, row["email"]) for row in people}
    stopped = await conn.fetch(
        "select address_hmac from mail_suppression where list = $1 and address_hmac = any($2)",
        list_name, list(digests.values()),
    )  # fmt: skip
    silent = {row["address_hmac"] for row in stopped}
    for row in people:
        if digests[row["person_id"]] not in silent:
            await mail.queue(conn, list_name, row["email"], notices[row["person_id"]])
