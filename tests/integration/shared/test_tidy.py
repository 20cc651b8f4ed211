"""Old messages are forgotten only when everybody has had them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.contracts.messages import AttendanceCounted, Envelope, Stream
from shared.db import Connection, Database, outbox
from shared.streams import Consumer, Relay, tidy

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
STREAM = Stream.ATTENDANCE_COUNTED


async def say(db: Database, *names: str) -> None:
    fact = AttendanceCounted(event_id="evt_1", going=3, counted_at=AT)
    async with db.transaction() as conn:
        for name in names:
            await outbox.put(conn, STREAM, fact, message_id=name, occurred_at=AT)


async def refuse_third(_conn: Connection, envelope: Envelope) -> None:
    if envelope.id == "m3":
        raise ValueError("not yet")


async def names_on(redis: Any, key: str) -> list[str]:
    entries = await redis.xrange(key)
    return [Envelope.model_validate_json(fields[b"message"]).id for _, fields in entries]


@pytest.mark.parametrize("has_reader", [True, False])
async def test_a_stream_keeps_what_some_group_still_needs(
    has_reader: bool, shared_db: Database, redis: Any, key_prefix: str
) -> None:
    key = f"{key_prefix}{STREAM}"
    relay = Relay(shared_db, redis, prefix=key_prefix)
    consumer = Consumer(shared_db, redis, stream=STREAM, group="test", handle=refuse_third, prefix=key_prefix)
    await say(shared_db, "m1", "m2", "m3", "m4")
    await relay.run_once()
    if has_reader:
        await consumer.run_once()

    await tidy(shared_db, redis, prefix=key_prefix)
    left = await names_on(redis, key)
    republished = await relay.run_once()

    assert left == (["m3", "m4"] if has_reader else ["m1", "m2", "m3", "m4"])
    assert republished == 0


async def test_rows_are_forgotten_by_age(shared_db: Database, redis: Any, key_prefix: str) -> None:
    await say(shared_db, "old", "new", "unsent")
    await shared_db.execute(
        "UPDATE outbox SET sent_at = now() - interval '15 days', entry = '{1,1}' WHERE message_id = 'old'"
    )
    await shared_db.execute(
        "INSERT INTO inbox VALUES ('test', 'old', now() - interval '31 days'), ('test', 'new', now())"
    )

    forgotten = await tidy(shared_db, redis, prefix=key_prefix)

    rows = await shared_db.fetch("SELECT message_id FROM outbox UNION ALL SELECT message_id FROM inbox")
    assert forgotten == 2
    assert sorted(row["message_id"] for row in rows) == ["new", "new", "unsent"]
