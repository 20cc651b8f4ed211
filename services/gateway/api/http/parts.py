"""Composed answers: each part has its time, and a missing part is named instead of failing the whole."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import TypeVar

from fastapi import Response

from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

T = TypeVar("T")
Instead = TypeVar("Instead")
log = get_logger(__name__)


@dataclass(slots=True)
class Composition:
    """Collects which parts could not be had within `part_timeout_s` seconds each."""

    part_timeout_s: float
    missing: set[str] = field(default_factory=set)

    async def part(self, name: str, answer: Awaitable[T], instead: Instead) -> T | Instead:
        """Await one part; when its service is down or slow, note it and go on with `instead`."""
        try:
            async with asyncio.timeout(self.part_timeout_s):
                return await answer
        except TimeoutError:
            code = "too_slow"
        except AppError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            code = error.code
        log.warning("part.missing", part=name, code=code)
        self.missing.add(name)
        return instead

    def seal(self, response: Response) -> tuple[str, ...]:
        """Mark the answer private, or not to be kept at all when a part is missing; name those parts."""
        response.headers["Cache-Control"] = "no-store" if self.missing else "private, no-cache"
        return tuple(sorted(self.missing))
