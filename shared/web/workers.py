"""Runs workers until told to stop; a worker that fails waits and tries again, and never harms another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from redis.exceptions import RedisError

from shared.kernel.errors import AppError
from shared.obs import get_logger
from shared.obs.metrics import WORKER_DONE_TIMESTAMP_SECONDS, WORKER_RUNS_TOTAL

log = get_logger(__name__)

MAX_BACKOFF_S = 60.0
GRACE_S = 15.0
"""Containers are killed 30 s after SIGTERM where `docker-compose.yml` or Kubernetes says nothing else."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Something done again and again: `run_once` returns how much it did; at 0 it rests `idle_s` seconds."""

    name: str
    run_once: Callable[[], Awaitable[int]]
    idle_s: float


State = dict[str, bool | str]
"""How the last round of each worker ended: True, or why it failed."""


async def run_workers(
    workers: Sequence[Worker], stop: asyncio.Event, state: State | None = None, *, grace_s: float = GRACE_S
) -> None:
    """Run all of them until `stop` is set; then a round that has begun has `grace_s` to finish."""
    state = {} if state is None else state
    async with asyncio.TaskGroup() as group:
        running = {group.create_task(_run(each, stop, state), name=each.name) for each in workers}
        await stop.wait()
        late = {task for task in running if not task.done()}
        if late:
            _, late = await asyncio.wait(late, timeout=grace_s)
        for task in late:
            log.warning("worker.cut_off", worker=task.get_name())
            task.cancel()


async def _run(worker: Worker, stop: asyncio.Event, state: State) -> None:
    failures = 0
    while not stop.is_set():
        done = await _round(worker, state)
        failures = failures + 1 if done is None else 0
        await _rest(stop, _pause_s(worker, done, failures))


async def _round(worker: Worker, state: State) -> int | None:
    """Do one round; None when it failed, which is logged."""
    try:
        done = await worker.run_once()
    except (AppError, RedisError) as error:
        state[worker.name] = reason = _said(error)
        log.warning("worker.failed", worker=worker.name, reason=reason)
    except Exception:
        state[worker.name] = "broke: see worker.broke in the log"
        log.exception("worker.broke", worker=worker.name)
    else:
        state[worker.name] = True
        WORKER_RUNS_TOTAL.labels(worker.name, "busy" if done else "idle").inc()
        WORKER_DONE_TIMESTAMP_SECONDS.labels(worker.name).set_to_current_time()
        return done
    WORKER_RUNS_TOTAL.labels(worker.name, "failed").inc()
    return None


def _said(error: AppError | RedisError) -> str:
    if isinstance(error, AppError):
        return str(error)
    return f"redis_unreachable: Valkey refuses or does not answer ({error}); check that it runs and has room"


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
