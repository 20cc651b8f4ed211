"""Opting out of a list and in again: settings, suppression and waiting letters change together."""

from datetime import datetime

from services.gateway.digest.due import Schedule
from services.gateway.letters.unsubscribe import DIGEST_LIST, address_digest
from services.gateway.store.letters import subscribers, suppressions
from shared.db import Connection, Database


async def opt_out(
    db: Database, key: bytes, person_id: str, now: datetime, list_name: str = DIGEST_LIST
) -> bool:
    """Stop a list at once, letters that wait included; False when there is no such account."""
    async with db.transaction() as conn:
        address = await _address(conn, person_id)
        if address is None:
            return False
        if list_name == DIGEST_LIST:
            await subscribers.save_frequency(conn, person_id, "never", now)
        await suppressions.suppress(conn, address_digest(key, address), list_name, "unsubscribed", now)
        await conn.execute(
            """update digest_issue set state = 'withheld', settled_at = $2, receipt = 'unsubscribed',
                   next_at = null, lease_owner = null, lease_until = null
               where person_id = $1 and list = $3 and state = 'ready'""",
            person_id, now, list_name,
        )  # fmt: skip
        return True


async def opt_in(
    db: Database, key: bytes, person_id: str, now: datetime, list_name: str = DIGEST_LIST
) -> bool:
    """Take a list up again at its usual time; False when there is no such account."""
    async with db.transaction() as conn:
        address = await _address(conn, person_id)
        if address is None:
            return False
        await suppressions.lift(conn, address_digest(key, address), list_name)
        if list_name == DIGEST_LIST:
            await subscribers.save_frequency(conn, person_id, "weekly", now)
        return True


async def set_schedule(db: Database, key: bytes, person_id: str, schedule: Schedule, now: datetime) -> None:
    """Keep a signed-in person's wish; `never` suppresses their address, anything else lifts it."""
    wanted = schedule.frequency != "never"
    await (opt_in if wanted else opt_out)(db, key, person_id, now)
    async with db.transaction() as conn:
        await subscribers.save(conn, person_id, schedule, now)


async def _address(conn: Connection, person_id: str) -> str | None:
    found = await conn.fetchval("select email from account where person_id = $1", person_id)
    return None if found is None else str(found)
