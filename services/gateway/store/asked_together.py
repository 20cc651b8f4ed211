"""Scripts of many requests run in Valkey together: what is asked while an answer is on its way goes out next.

One connection is enough for all of them, however many requests come at once.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from redis.asyncio import Redis

_Asked: TypeAlias = tuple[str, str, *tuple[int, ...]]
"""A script, its key and its values."""
_LOOKS: Final = 50
_LOOK_S: Final = 0.005
"""Valkey is away once we have looked so often in vain, which takes 0.25 s.

Looks are counted, not time: where this process is late itself, the answer lies there to be found.
"""


@dataclass(slots=True)
class AskedTogether:
    """Runs scripts of one key each."""

    redis: Redis
    _waiting: list[tuple[_Asked, asyncio.Future[Any]]] = field(default_factory=list)
    _sending: asyncio.Task[None] | None = None

    async def run(self, script: str, key: str, *values: int) -> Any:  # noqa: ANN401 - whatever it returns
        """Return what a script does; `RedisError`, `OSError` or `TimeoutError` where Valkey is away."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(((script, key, *values), answer))
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())
        return await answer

    async def _send(self) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting, []
            try:
                replies = await _heard(self._pipelined([each for each, _ in asked]))
            except Exception as error:  # noqa: BLE001 - whoever asked is told, and judges
                replies = [error] * len(asked)
            for (_, answer), reply in zip(asked, replies, strict=True):
                _tell(answer, reply)

    async def _pipelined(self, asked: list[_Asked]) -> list[Any]:
        async with self.redis.pipeline(transaction=False) as pipe:
            for script, key, *values in asked:
                pipe.eval(script, 1, key, *values)
            return await pipe.execute(raise_on_error=False)


async def _heard(asked: Awaitable[list[Any]]) -> list[Any]:
    loop = asyncio.get_running_loop()
    looking: asyncio.TimerHandle

    def look(left: int) -> None:
        nonlocal looking
        if left:
            looking = loop.call_later(_LOOK_S, look, left - 1)
        else:
            silence.reschedule(loop.time())

    async with asyncio.timeout(None) as silence:
        looking = loop.call_later(_LOOK_S, look, _LOOKS)
        try:
            return await asked
        finally:
            looking.cancel()


def _tell(answer: asyncio.Future[Any], reply: object) -> None:
    """Pass a reply on, unless whoever asked has left."""
    if answer.done():
        return
    if isinstance(reply, Exception):
        answer.set_exception(reply)
    else:
        answer.set_result(reply)
