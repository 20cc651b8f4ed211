"""Runs workers until told to stop; a worker that fails waits and tries again, and never harms another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from shared.kernel.errors import AppError
from shared.obs import get_logger
from shared.obs.metrics import WORKER_RUNS_TOTAL

log = get_logger(__name__)

MAX_BACKOFF_S = 60.0


@dataclass(frozen=True, slots=True)
class Worker:
    """Something done again and again: `run_once` returns how much it did; at 0 it rests `idle_s` seconds."""

    name: str
    run_once: Callable[[], Awaitable[int]]
    idle_s: float


async def run_workers(workers: Sequence[Worker], stop: asyncio.Event) -> None:
    """Run all of them until `stop` is set; a round that has begun is finished first."""
    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(_run(worker, stop), name=worker.name)


async def _run(worker: Worker, stop: asyncio.Event) -> None:
    failures = 0
    while not stop.is_set():
        done = await _round(worker)
        failures = failures + 1 if done is None else 0
        await _rest(stop, _pause_s(worker, done, failures))


async def _round(worker: Worker) -> int | None:
    """Do one round; None when it failed, which is logged."""
    try:
        done = await worker.run_once()
    except AppError as error:
        log.warning("worker.failed", worker=worker.name, reason=str(error))
    except Exception:
        log.exception("worker.broke", worker=worker.name)
    else:
        WORKER_RUNS_TOTAL.labels(worker.name, "busy" if done else "idle").inc()
        return done
    WORKER_RUNS_TOTAL.labels(worker.name, "failed").inc()
    return None


def _pause_s(worker: Worker, done: int | None, failures: int) -> float:
    if done is None:
        return min(MAX_BACKOFF_S, max(worker.idle_s, 0.5) * 2.0 ** min(failures - 1, 10))
    return 0.0 if done else worker.idle_s


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, but wake at once when told to stop; zero seconds still lets others run."""
    if seconds <= 0:
        await asyncio.sleep(0)
        return
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
