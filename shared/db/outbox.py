"""Say a fact in the same transaction that makes it true; `shared.streams.Relay` carries it onward."""

from collections.abc import Iterable
from datetime import datetime

from shared.contracts.messages import Stream
from shared.contracts.model import Answer
from shared.db.connection import Executor

_PUT = """
INSERT INTO outbox (message_id, stream, payload, occurred_at)
SELECT key, $1, payload, $2
FROM ROWS FROM (jsonb_to_recordset($3) AS (key text, payload jsonb))
     WITH ORDINALITY AS told (key, payload, place)
ORDER BY place
ON CONFLICT (message_id) DO NOTHING
"""


async def put(
    conn: Executor, stream: Stream, payload: Answer, *, message_id: str, occurred_at: datetime
) -> None:
    """Queue one message; idempotent by `message_id`, so a retried use case says it once."""
    await put_all(conn, stream, [(message_id, payload)], occurred_at=occurred_at)


async def put_all(
    conn: Executor, stream: Stream, messages: Iterable[tuple[str, Answer]], *, occurred_at: datetime
) -> None:
    """Queue (message id, payload) pairs in their order, in one go."""
    rows = [{"key": key, "payload": payload.model_dump(mode="json")} for key, payload in messages]
    await conn.execute(_PUT, stream.value, occurred_at, rows)
