"""Say a fact in the same transaction that makes it true; `shared.streams.Relay` carries it onward."""

from collections.abc import Iterable
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
    await put_all(conn, stream, [(message_id, payload)], occurred_at=occurred_at)


async def put_all(
    conn: Connection, stream: Stream, messages: Iterable[tuple[str, Answer]], *, occurred_at: datetime
) -> None:
    """Queue (message id, payload) pairs in their order, in one go."""
    rows = [(key, stream.value, payload.model_dump(mode="json"), occurred_at) for key, payload in messages]
    await conn.executemany(_PUT, rows)
