"""Reading documents in a child process, so that no document can stall or bring down the service."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from services.events.ingest.model import Listing, Outcome, ReadContext, Reading, Rejected
from services.events.ingest.ports import TakePart
from services.events.ingest.read.frames import PREFIX, frame, frame_length
from services.events.ingest.read.reader_protocol import (
    ANSWERS,
    CONTEXTS,
    LIMITS,
    PARTS,
    WORN,
    Answer,
    Limits,
    with_told,
)
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

_CHILD = Path(__file__).with_name("reader_child.py")
"""Run as a file: as a module it would import this package, and with it the whole service."""
_ROOT = Path(__file__).resolve().parents[3]
_START_S = 60.0
_PART = b"["
"""An array, where the answer is an object."""
_DOCUMENTS_PER_CHILD = 2000
"""A child is renewed now and then, so that a leak in a parser stays small."""
_WAITING_BYTES = 1024 * 1024
"""What a child may have told before it is heard; it goes on reading meanwhile."""

log = get_logger(__name__)


class _NotTakenError(Exception):
    """Whoever takes the parts failed, and not the child; the cause says how."""


async def leave(part: Sequence[Listing]) -> None:
    """Take nothing before the end."""
    del part


@dataclass(kw_only=True, eq=False)
class DocumentReader:
    """Reads one document at a time in a persistent child, which it starts, times, kills and replaces."""

    timeout_s: float = 60.0
    limits: Limits = field(default_factory=Limits)
    script: Path = _CHILD
    head: Path | None = None
    _child: Process | None = field(default=None, init=False)
    _read: int = field(default=0, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def __aenter__(self) -> Self:  # the child itself starts with the first document
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._kill()

    async def read(self, body: bytes, context: ReadContext, take: TakePart = leave) -> Reading:
        """Read one document. Whatever becomes of the child, an answer comes."""
        return (await self.read_measured(body, context, take)).reading

    async def read_measured(self, body: bytes, context: ReadContext, take: TakePart = leave) -> Answer:
        """Read one document and say what it cost. `take` has as much time as it needs.

        Raises:
            AppError: `reader_unavailable` when no child can be started at all.
        """
        async with self._turn:
            child = await self._ready_child()
            try:
                async with asyncio.timeout(self.timeout_s) as limit:
                    answer = await _exchange(child, body, context, _unhurried(take, limit))
                return await self._rested(answer)
            except _NotTakenError as failure:
                await self._kill()
                raise failure.__cause__ or failure from None
            except TimeoutError:
                return await self._lost("timed_out", Outcome.TIMED_OUT, context)
            except (asyncio.IncompleteReadError, ConnectionError, ValueError, IndexError):
                return await self._lost("reader_died", Outcome.UNREADABLE, context)
            except asyncio.CancelledError:
                # The answer would otherwise be taken for that of the next document.
                await self._kill()
                raise

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return self._child.pid if self._child else None

    async def _ready_child(self) -> Process:
        self._read += 1
        if self._child is not None and self._child.returncode is None and self._read <= _DOCUMENTS_PER_CHILD:
            return self._child
        await self._kill()
        self._read = 1
        self._child = await _start(self.script, self.limits, self.head)
        try:
            async with asyncio.timeout(_START_S):
                await _receive(self._child)
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await self._kill()
            raise AppError(
                "reader_unavailable",
                Kind.UNAVAILABLE,
                "The process that reads documents did not start; its standard error says why. Try again.",
            ) from error
        return self._child

    async def _rested(self, answer: Answer) -> Answer:
        """Let go a child that a document has worn out, so that the next source is read by a fresh one."""
        if answer.worn:
            log.info("ingest.reader_renewed", peak_mb=answer.peak_mb)
            await self._kill()
        return answer

    async def _lost(self, reason: str, outcome: Outcome, context: ReadContext) -> Answer:
        log.warning("ingest.reader_lost", reason=reason, url=context.url)
        await self._kill()
        return Answer(Reading(None, outcome, (), (Rejected(reason, "document"),)), self.timeout_s, 0.0)

    async def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        await child.wait()


async def _start(script: Path, limits: Limits, head: Path | None) -> Process:
    # The child needs the code's whereabouts and nothing else: no addresses of databases, no secrets.
    paths = os.pathsep.join((str(_ROOT), *(path for path in sys.path if path)))
    environment = {"PYTHONPATH": paths, "PATH": os.environ.get("PATH", ""), "OPENBLAS_NUM_THREADS": "1"}
    options = [LIMITS.dump_json(limits).decode(), *([str(head)] if head else [])]
    return await asyncio.create_subprocess_exec(
        sys.executable, "-P", str(script), *options,
        stdin=PIPE, stdout=PIPE, env=environment, limit=_WAITING_BYTES,
    )  # fmt: skip


def _unhurried(take: TakePart, limit: asyncio.Timeout) -> TakePart:
    """The time it takes is not the child's, and neither are its faults."""

    async def unhurried(part: Sequence[Listing]) -> None:
        left_s = (limit.when() or 0.0) - asyncio.get_running_loop().time()
        limit.reschedule(None)
        try:
            await take(part)
        except Exception as error:
            raise _NotTakenError from error
        limit.reschedule(asyncio.get_running_loop().time() + left_s)

    return unhurried


async def _exchange(child: Process, body: bytes, context: ReadContext, take: TakePart) -> Answer:
    if child.stdin is None:
        raise ConnectionError("the child's input is closed")
    child.stdin.write(frame(CONTEXTS.dump_json(context)) + frame(body))
    await child.stdin.drain()
    told: list[Listing] = []
    while (payload := await _receive(child)).startswith(_PART):
        part = PARTS.validate_json(payload)
        told += part
        await take(part)
    answer = with_told(ANSWERS.validate_json(payload), told)
    return replace(answer, worn=await _receive(child) == WORN)


async def _receive(child: Process) -> bytes:
    if child.stdout is None:
        raise ConnectionError("the child's output is closed")
    length = frame_length(await child.stdout.readexactly(PREFIX.size))
    return await child.stdout.readexactly(length)
