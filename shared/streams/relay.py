"""Carries outbox rows to Redis streams, at least once, and notices when Redis lost what it had.

Redis confirms each entry with an id that only grows. The newest confirmed id of each stream is kept in
Postgres; a stream that ends before it (an empty Redis, or a crash that lost the last second) makes every
retained row after its end due again. The inbox on the other side drops what is repeated.
"""

from collections.abc import Mapping, Sequence

from redis.asyncio import Redis

from shared.contracts.messages import Envelope
from shared.db import Connection, Database, Record, affected_rows
from shared.obs import get_logger
from shared.obs.metrics import MESSAGES_RELAYED_TOTAL, MESSAGES_REPUBLISHED_TOTAL
from shared.streams.keys import FIELD, stream_key

log = get_logger(__name__)

_BATCH = 200
_MY_TURN = "SELECT pg_try_advisory_xact_lock(hashtextextended('outbox.relay', 0))"
_KNOWN = "SELECT stream, last_entry FROM outbox_stream"
_UNSENT = """
SELECT seq, message_id, stream, payload, occurred_at FROM outbox
WHERE entry IS NULL ORDER BY seq LIMIT $1 FOR UPDATE
"""
_SENT = "UPDATE outbox SET entry = $2, sent_at = now() WHERE seq = $1"
_LOST = "UPDATE outbox SET entry = NULL, sent_at = NULL WHERE stream = $1 AND entry > $2 AND entry <= $3"
_NEWEST = """
INSERT INTO outbox_stream (stream, last_entry) VALUES ($1, $2)
ON CONFLICT (stream) DO UPDATE SET last_entry = excluded.last_entry
WHERE outbox_stream.last_entry < excluded.last_entry
"""
_REWIND = "UPDATE outbox_stream SET last_entry = $2 WHERE stream = $1 AND last_entry = $3"

Entry = list[int]
"""A Redis entry id, `milliseconds-sequence`, as two numbers that compare as it does."""


class Relay:
    """Sends the outbox of one database. Of several beside one another, one works at a time.

    Were two to append at once, one could note a newer end of the stream than the loss that the other met.
    """

    def __init__(self, db: Database, redis: Redis, *, prefix: str = "") -> None:
        self._db = db
        self._redis = redis
        self._prefix = prefix

    async def run_once(self) -> int:
        """Send some unsent rows; return how many rows were sent or found lost."""
        async with self._db.transaction() as conn:
            if not await conn.fetchval(_MY_TURN):
                return 0
            known = {row["stream"]: row["last_entry"] for row in await conn.fetch(_KNOWN)}
            rows = await conn.fetch(_UNSENT, _BATCH)
            ends, entries = await self._exchange(list(known), rows)
            lost = await _requeue(conn, known, ends)
            await _mark(conn, rows, entries)
        for row in rows:
            MESSAGES_RELAYED_TOTAL.labels(row["stream"]).inc()
        return len(rows) + lost

    async def _exchange(
        self, known: Sequence[str], rows: Sequence[Record]
    ) -> tuple[list[Entry], list[Entry]]:
        """Ask where the known streams end and append the rows, in one step that no loss can part."""
        pipeline = self._redis.pipeline(transaction=True)
        for stream in known:
            pipeline.xinfo_stream(stream_key(self._prefix, stream))
        for row in rows:
            message = _envelope(row).model_dump_json()
            pipeline.xadd(stream_key(self._prefix, row["stream"]), {FIELD: message})
        answers = await pipeline.execute(raise_on_error=False)
        entries = [_entry_from(answer) for answer in answers[len(known) :]]
        return [_end_from(answer) for answer in answers[: len(known)]], entries


async def _requeue(conn: Connection, known: Mapping[str, Entry], ends: Sequence[Entry]) -> int:
    """Make due again what a stream no longer has; return how many rows."""
    total = 0
    for (stream, newest), end in zip(known.items(), ends, strict=True):
        if end < newest:
            count = affected_rows(await conn.execute(_LOST, stream, end, newest))
            await conn.execute(_REWIND, stream, end, newest)
            MESSAGES_REPUBLISHED_TOTAL.labels(stream).inc(count)
            log.warning("stream.lost", stream=stream, republished=count)
            total += count
    return total


async def _mark(conn: Connection, rows: Sequence[Record], entries: Sequence[Entry]) -> None:
    sent = list(zip(rows, entries, strict=True))
    await conn.executemany(_SENT, [(row["seq"], entry) for row, entry in sent])
    newest = {row["stream"]: entry for row, entry in sent}
    await conn.executemany(_NEWEST, sorted(newest.items()))


def _envelope(row: Record) -> Envelope:
    return Envelope(
        id=row["message_id"], stream=row["stream"], occurred_at=row["occurred_at"], payload=row["payload"]
    )


def _end_from(info: object) -> Entry:
    """Read the newest id a stream ever gave; a stream that is not there gave none."""
    return _entry_from(info["last-generated-id"]) if isinstance(info, dict) else [0, 0]


def _entry_from(entry_id: object) -> Entry:
    """Read `1732354800000-7` as `[1732354800000, 7]`; an error in its place is raised."""
    if isinstance(entry_id, Exception):
        raise entry_id
    text = entry_id.decode() if isinstance(entry_id, bytes) else str(entry_id)
    return [int(part) for part in text.split("-")]
