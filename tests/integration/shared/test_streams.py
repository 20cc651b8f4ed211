"""A fact travels outbox, stream, inbox: once in effect, whatever is lost or repeated on the way."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.contracts.messages import AttendanceCounted, Envelope, Stream
from shared.db import Connection, Database, outbox
from shared.kernel.errors import AppError, Kind
from shared.streams import Consumer, Relay, dead_letters

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
STREAM = Stream.ATTENDANCE_COUNTED


async def apply(conn: Connection, envelope: Envelope) -> None:
    await conn.execute("INSERT INTO applied VALUES ($1, $2)", envelope.id, envelope.payload["going"])


async def say(db: Database, *numbers: int) -> None:
    async with db.transaction() as conn:
        for number in numbers:
            fact = AttendanceCounted(event_id="evt_1", going=number, counted_at=AT)
            await outbox.put(conn, STREAM, fact, message_id=f"m{number}", occurred_at=AT)


async def applied(db: Database) -> list[tuple[str, int]]:
    rows = await db.fetch("SELECT message_id, value FROM applied ORDER BY value")
    return [(row["message_id"], row["value"]) for row in rows]


@pytest.fixture
def relay(shared_db: Database, redis: Any, key_prefix: str) -> Relay:
    return Relay(shared_db, redis, prefix=key_prefix)


@pytest.fixture
def consumer_of(
    shared_db: Database, redis: Any, key_prefix: str
) -> Callable[[Callable[[Connection, Envelope], Awaitable[None]]], Consumer]:
    def make(handle: Callable[[Connection, Envelope], Awaitable[None]]) -> Consumer:
        return Consumer(
            shared_db,
            redis,
            stream=STREAM,
            group="test",
            handle=handle,
            prefix=key_prefix,
            max_deliveries=3,
            retry_after_ms=0,
        )

    return make


async def test_a_fact_arrives_and_a_repeat_of_it_changes_nothing(
    shared_db: Database, redis: Any, key_prefix: str, relay: Relay, consumer_of: Callable[..., Consumer]
) -> None:
    consumer = consumer_of(apply)
    await say(shared_db, 1, 2)

    sent = await relay.run_once()
    seen = await consumer.run_once()
    (first, *_) = await redis.xrange(f"{key_prefix}{STREAM}")
    await redis.xadd(f"{key_prefix}{STREAM}", first[1])
    again = await consumer.run_once()

    assert (sent, seen, again) == (2, 2, 1)
    assert await applied(shared_db) == [("m1", 1), ("m2", 2)]
    assert await relay.run_once() == 0


async def test_a_fact_of_a_transaction_that_failed_is_never_said(shared_db: Database, relay: Relay) -> None:
    with pytest.raises(LookupError):
        async with shared_db.transaction() as conn:
            fact = AttendanceCounted(event_id="evt_1", going=1, counted_at=AT)
            await outbox.put(conn, STREAM, fact, message_id="m1", occurred_at=AT)
            raise LookupError

    assert await relay.run_once() == 0


async def test_members_that_make_the_group_at_once_share_it(
    shared_db: Database, relay: Relay, consumer_of: Callable[..., Consumer]
) -> None:
    one, other = consumer_of(apply), consumer_of(apply)
    await one._create_group()
    await other._create_group()
    await say(shared_db, 1)
    await relay.run_once()

    assert (await one.run_once(), await other._new()) == (1, [])
    assert await applied(shared_db) == [("m1", 1)]


async def test_what_a_member_left_unfinished_another_takes_over(
    shared_db: Database, relay: Relay, consumer_of: Callable[..., Consumer]
) -> None:
    class Killed(BaseException):
        """Stands for kill -9: nothing catches it."""

    async def die(conn: Connection, envelope: Envelope) -> None:
        await apply(conn, envelope)
        raise Killed

    await say(shared_db, 1)
    await relay.run_once()

    with pytest.raises(Killed):
        await consumer_of(die).run_once()
    await consumer_of(apply).run_once()

    assert await applied(shared_db) == [("m1", 1)]


async def test_poison_is_buried_with_its_reason_and_its_neighbours_live(
    shared_db: Database, redis: Any, key_prefix: str, relay: Relay, consumer_of: Callable[..., Consumer]
) -> None:
    async def choke(conn: Connection, envelope: Envelope) -> None:
        await apply(conn, envelope)
        if envelope.id == "m2":
            raise ValueError("bitter")

    consumer = consumer_of(choke)
    await say(shared_db, 1, 2, 3)
    await redis.xadd(f"{key_prefix}{STREAM}", {"message": "not json"})
    await relay.run_once()

    for _ in range(4):
        await consumer.run_once()

    letters = await redis.xrange(f"{key_prefix}{STREAM}.dead")
    assert await applied(shared_db) == [("m1", 1), ("m3", 3)]
    assert [letter[1][b"reason"].split(b":")[0] for letter in letters] == [b"ValidationError", b"ValueError"]
    assert await consumer.run_once() == 0


async def test_dead_letters_are_played_again_once_the_cause_is_mended(
    shared_db: Database, redis: Any, key_prefix: str, relay: Relay, consumer_of: Callable[..., Consumer]
) -> None:
    async def refuse(_conn: Connection, envelope: Envelope) -> None:
        raise ValueError(envelope.id)

    broken = consumer_of(refuse)
    await say(shared_db, 7)
    await relay.run_once()
    for _ in range(3):
        await broken.run_once()

    dead = await dead_letters.buried(redis, key_prefix, STREAM)
    replayed = await dead_letters.replay(redis, key_prefix, STREAM)
    await consumer_of(apply).run_once()

    assert [(it.reason, len(it.entry) > 0) for it in dead] == [("ValueError: m7", True)]
    assert (replayed, await dead_letters.buried(redis, key_prefix, STREAM)) == (1, [])
    assert await applied(shared_db) == [("m7", 7)]


async def test_an_unavailable_part_never_makes_a_message_poison(
    shared_db: Database, redis: Any, key_prefix: str, relay: Relay, consumer_of: Callable[..., Consumer]
) -> None:
    async def out_of_order(_conn: Connection, _envelope: Envelope) -> None:
        raise AppError("other_unavailable", Kind.UNAVAILABLE, "Try again later.")

    await say(shared_db, 1)
    await relay.run_once()

    for _ in range(5):
        with pytest.raises(AppError):
            await consumer_of(out_of_order).run_once()
    await consumer_of(apply).run_once()

    assert await applied(shared_db) == [("m1", 1)]
    assert await redis.xlen(f"{key_prefix}{STREAM}.dead") == 0


@pytest.mark.parametrize("survivors", [0, 1])
async def test_a_stream_that_redis_lost_is_published_again(
    survivors: int,
    shared_db: Database,
    redis: Any,
    key_prefix: str,
    relay: Relay,
    consumer_of: Callable[..., Consumer],
) -> None:
    key = f"{key_prefix}{STREAM}"
    await say(shared_db, 1, 2, 3)
    await relay.run_once()
    kept = (await redis.xrange(key))[:survivors]
    await redis.delete(key)
    for entry_id, fields in kept:
        await redis.xadd(key, fields, id=entry_id)
    await say(shared_db, 4)

    lost_and_sent = await relay.run_once()
    sent_again = await relay.run_once()
    await consumer_of(apply).run_once()

    assert (lost_and_sent, sent_again) == (4 - survivors, 3 - survivors)
    assert await applied(shared_db) == [("m1", 1), ("m2", 2), ("m3", 3), ("m4", 4)]
