"""Workers go on whatever happens to one of them, and stop when told."""

import asyncio

from redis.exceptions import ConnectionError as RedisAway
from structlog.testing import capture_logs

from shared.kernel.errors import AppError, Kind
from shared.web import Worker, run_workers
from shared.web.workers import State


async def test_a_worker_that_breaks_harms_no_other_and_tries_again() -> None:
    stop = asyncio.Event()
    log: list[str] = []

    async def broken() -> int:
        log.append("broken")
        raise ZeroDivisionError if len(log) % 2 else AppError("x_unavailable", Kind.UNAVAILABLE, "Later.")

    async def busy() -> int:
        log.append("busy")
        if log.count("busy") == 3:
            stop.set()
        return 1

    await run_workers([Worker("a", broken, idle_s=60), Worker("b", busy, idle_s=60)], stop)

    assert log == ["broken", "busy", "busy", "busy"]


async def test_an_idle_worker_stops_at_once_when_told() -> None:
    stop = asyncio.Event()

    async def idle() -> int:
        asyncio.get_running_loop().call_soon(stop.set)
        return 0

    await run_workers([Worker("idle", idle, idle_s=3600)], stop)

    assert stop.is_set()


async def test_a_round_that_does_not_end_is_cut_off_and_the_others_finish() -> None:
    stop, log = asyncio.Event(), list[str]()

    async def endless() -> int:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            log.append("cut off")
            raise
        return 0

    async def busy() -> int:
        stop.set()
        await asyncio.sleep(0.01)
        log.append("finished")
        return 0

    with capture_logs() as said:
        await run_workers([Worker("endless", endless, 60), Worker("busy", busy, 60)], stop, grace_s=0.5)

    assert log == ["finished", "cut off"]
    assert [(it["event"], it["worker"]) for it in said] == [("worker.cut_off", "endless")]


async def test_how_the_last_round_of_each_ended_is_told() -> None:
    stop, state = asyncio.Event(), State()
    rounds: list[int] = []

    async def bad() -> int:
        raise AppError("x_unavailable", Kind.UNAVAILABLE, "Start x.", reason="refused")

    async def odd() -> int:
        raise ZeroDivisionError

    async def good() -> int:
        rounds.append(1)
        if len(rounds) == 3:
            stop.set()
        return 1

    async def cut() -> int:
        raise RedisAway("no")

    workers = [Worker(it.__name__, it, 60) for it in (bad, odd, cut, good)]
    await run_workers(workers, stop, state)

    assert state == {
        "bad": "x_unavailable: Start x. (refused)",
        "odd": "broke: see worker.broke in the log",
        "cut": "redis_unreachable: Valkey refuses or does not answer (no); check that it runs and has room",
        "good": True,
    }
