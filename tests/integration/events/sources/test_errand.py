"""The further fetches of one turn are paced, and take other hosts first."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.runtime import Runtime
from services.events.store.sources.hosts import free_from, take_hosts
from services.events.workers.courtesy import Manners
from services.events.workers.errand import Errand
from shared.kernel.response import Response
from tests.support.clock import FixedClock

PAUSE_S = 7.0
HELD = frozenset({"*.club.example", "www.club.example"})


async def test_a_turn_pauses_between_fetches_and_leaves_busy_hosts_alone(
    runtime: Runtime, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.advance(seconds=seconds)

    async def fetch(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        del headers
        return NoAnswer(url)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    await take_hosts(runtime.db, ["busy.org"], now=clock(), hold_s=600)
    async with Errand(runtime.db, fetch, clock, Manners(1, 60, PAUSE_S), 30, held=HELD) as errand:
        urls = ["www.club.example/a", "cal.club.example/b", "other.org/c", "other.org/d", "busy.org/e"]
        said = [await errand.fetch(f"https://{url}", {}) for url in urls]
        clock.advance(seconds=60)
        said.append(await errand.fetch("https://other.org/f", {}))

    assert [*(f"https://{url}" for url in urls[:4]), "host_resting", "out_of_time"] == [
        it.reason for it in said if isinstance(it, NoAnswer)
    ]
    assert [PAUSE_S, PAUSE_S] == slept
    assert clock() + timedelta(seconds=PAUSE_S) == await free_from(runtime.db, ["*.other.org"], clock())
