"""Say a fact in the same transaction that makes it true; `shared.streams.Relay` carries it onward."""

from datetime import datetime

from shared.contracts.messages import Stream
from shared.contracts.model import Answer
from shared.db.connection import Connection

_PUT = """
INSERT INTO outbox (message_id, stream, payload, occurred_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (message_id) DO NOTHING
"""


async def put(
    conn: Connection, stream: Stream, payload: Answer, *, message_id: str, occurred_at: datetime
) -> None:
    """Queue one message; idempotent by `message_id`, so a retried use case says it once."""
    await conn.execute(_PUT, message_id, stream.value, payload.model_dump(mode="json"), occurred_at)
