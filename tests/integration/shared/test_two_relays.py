"""Two relays of one database: what Redis loses between them is said again."""

from collections.abc import Awaitable, Callable
from typing import Any

from shared.db import Database
from shared.streams import Relay
from tests.integration.shared.test_streams import STREAM, say


class Losing:
    """A Redis of which one relay has hardly been answered when something happens."""

    def __init__(self, redis: Any, then: Callable[[], Awaitable[object]]) -> None:
        self._redis = redis
        self._then = then

    def pipeline(self, *, transaction: bool) -> Any:
        pipeline = self._redis.pipeline(transaction=transaction)
        answered = pipeline.execute

        async def execute(**how: Any) -> Any:
            answers = await answered(**how)
            await self._then()
            return answers

        pipeline.execute = execute
        return pipeline


async def test_a_loss_between_two_relays_is_noticed(shared_db: Database, redis: Any, key_prefix: str) -> None:
    key, other = f"{key_prefix}{STREAM}", Relay(shared_db, redis, prefix=key_prefix)
    await say(shared_db, 1)
    assert await other.run_once() == 1

    async def lose_and_go_on() -> None:
        await redis.delete(key)
        await say(shared_db, 3)
        await other.run_once()

    await say(shared_db, 2)
    losing: Any = Losing(redis, lose_and_go_on)
    await Relay(shared_db, losing, prefix=key_prefix).run_once()
    while await other.run_once():
        pass

    said = [fields[b"message"] for _, fields in await redis.xrange(key)]
    assert [True, True, True] == [any(b'"m%d"' % n in message for message in said) for n in (1, 2, 3)]
