"""Applies a stream's messages once, in the handler's own transaction; poison goes to the dead letters."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from pydantic import ValidationError
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from shared.contracts.messages import Envelope, Stream
from shared.db import Connection, Database
from shared.db.inbox import first_time
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger
from shared.obs.metrics import MESSAGES_HANDLED_TOTAL
from shared.streams.dead_letters import bury
from shared.streams.keys import FIELD, stream_key

log = get_logger(__name__)

Handle = Callable[[Connection, Envelope], Awaitable[None]]
Fields = dict[bytes, bytes]
BATCH = 100


class Consumer:
    """One member of a consumer group. A message that another member left unfinished is taken over."""

    def __init__(  # noqa: PLR0913 - keyword-only
        self,
        db: Database,
        redis: Redis,
        *,
        stream: Stream,
        group: str,
        handle: Handle,
        prefix: str = "",
        max_deliveries: int = 5,
        retry_after_ms: int = 10_000,
    ) -> None:
        self._db = db
        self._redis = redis
        self._stream = stream
        self._group = group
        self._handle = handle
        self._prefix = prefix
        self._key = stream_key(prefix, stream.value)
        self._name = uuid4().hex
        self._max_deliveries = max_deliveries
        self._retry_after_ms = retry_after_ms

    async def run_once(self) -> int:
        """Handle what is due and return how many entries were seen.

        Raises:
            AppError: the database is unavailable; nothing is lost, and nothing counts as poison.
        """
        await self._db.fetchval("SELECT 1")  # an outage must not use up the deliveries of good messages
        entries = await self._take()
        for entry_id, fields in entries:
            await self._process(entry_id, fields)
        return len(entries)

    async def _take(self) -> list[tuple[bytes, Fields]]:
        try:
            return await self._left_behind() or await self._new()
        except ResponseError as error:
            if "NOGROUP" not in str(error):
                raise
            await self._create_group()
            return await self._new()

    async def _left_behind(self) -> list[tuple[bytes, Fields]]:
        """Take over entries that were delivered, to anybody, and not finished in time."""
        _, entries, *_ = await self._redis.xautoclaim(
            self._key, self._group, self._name, min_idle_time=self._retry_after_ms, count=BATCH
        )
        return [(entry_id, fields) for entry_id, fields in entries if fields]

    async def _new(self) -> list[tuple[bytes, Fields]]:
        answer: Any = await self._redis.xreadgroup(self._group, self._name, {self._key: ">"}, count=BATCH)
        streams = answer.items() if isinstance(answer, dict) else answer or []
        return [entry for _, entries in streams for entry in entries]

    async def _create_group(self) -> None:
        try:
            await self._redis.xgroup_create(self._key, self._group, id="0", mkstream=True)
        except ResponseError as error:  # another member was faster
            if "BUSYGROUP" not in str(error):
                raise

    async def _process(self, entry_id: bytes, fields: Fields) -> None:
        try:
            envelope = Envelope.model_validate_json(fields[FIELD.encode()])
        except (KeyError, ValidationError) as error:
            await self._give_up(entry_id, fields, error)
            return
        try:
            outcome = await self._apply(envelope)
        except AppError as error:
            if error.kind is Kind.UNAVAILABLE:
                raise
            await self._failed(entry_id, fields, error)
        except Exception as error:  # noqa: BLE001 - whatever one message does, the others go on
            await self._failed(entry_id, fields, error)
        else:
            await self._redis.xack(self._key, self._group, entry_id)
            self._count(outcome)

    async def _apply(self, envelope: Envelope) -> str:
        async with self._db.transaction() as conn:
            if not await first_time(conn, self._group, envelope.id):
                return "repeated"
            await self._handle(conn, envelope)
        return "applied"

    async def _failed(self, entry_id: bytes, fields: Fields, error: Exception) -> None:
        """Leave the entry pending, to be taken over later, until it used up its deliveries."""
        pending: Any = await self._redis.xpending_range(self._key, self._group, entry_id, entry_id, 1)
        deliveries = pending[0]["times_delivered"] if pending else self._max_deliveries
        log.warning("message.failed", stream=self._key, deliveries=deliveries, exc_info=error)
        self._count("failed")
        if deliveries >= self._max_deliveries:
            await self._give_up(entry_id, fields, error)

    async def _give_up(self, entry_id: bytes, fields: Fields, error: Exception) -> None:
        await bury(self._redis, self._prefix, self._stream, entry_id, fields, self._group, error)
        await self._redis.xack(self._key, self._group, entry_id)
        log.error("message.buried", stream=self._key, entry=entry_id.decode(), reason=str(error))
        self._count("dead")

    def _count(self, outcome: str) -> None:
        MESSAGES_HANDLED_TOTAL.labels(self._stream.value, self._group, outcome).inc()
