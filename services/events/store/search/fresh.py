"""What is slow to read, kept at hand: once it is old it is read anew while the old still serves."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

_T = TypeVar("_T")
FRESH_S: Final = 60.0


class Fresh(Generic[_T]):
    """A value that is read anew by whoever asks when it is a minute old; only the first waits for a reading.

    After a long pause the one who asks first still gets the value from before it.

    `read` returns None as long as there is nothing to be known, which is asked again each time.
    """

    def __init__(self, read: Callable[[], Awaitable[_T | None]], nothing: _T) -> None:
        self._read = read
        self._value = nothing
        self._is_known = False
        self._until = 0.0
        self._reading: asyncio.Task[None] | None = None

    async def __call__(self) -> _T:
        """Return what was read last."""
        if not self._is_known:
            await self._renew()
        elif time.monotonic() >= self._until and (self._reading is None or self._reading.done()):
            self._reading = asyncio.create_task(self._renew())
            # what failed is tried again at the next call; a database that is gone is told by the search
            self._reading.add_done_callback(lambda done: done.cancelled() or done.exception())
        return self._value

    async def _renew(self) -> None:
        value = await self._read()
        if value is not None:
            self._value, self._is_known = value, True
            self._until = time.monotonic() + FRESH_S
