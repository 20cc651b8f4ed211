"""Apply a message once: remember it in the same transaction as its effect."""

from shared.db.connection import Connection

_REMEMBER = """
INSERT INTO inbox (consumer, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true
"""


async def first_time(conn: Connection, consumer: str, message_id: str) -> bool:
    """Return whether this consumer has not applied the message before; call it inside the transaction."""
    return await conn.fetchval(_REMEMBER, consumer, message_id) is not None
