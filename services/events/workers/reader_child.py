"""The process that reads documents: bounded in memory and processor time, and killed without regret.

Started by `services.events.workers.reader`; speaks frames on standard input and output.
"""

import ctypes
import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from services.events.ingest.model import Listing
from services.events.ingest.read.frames import frame, read_frame
from services.events.ingest.read.read import read_document
from services.events.ingest.read.reader_protocol import (
    ANSWERS,
    CONTEXTS,
    FIT,
    LIMITS,
    PARTS,
    READY,
    WORN,
    Answer,
    Limits,
    without_told,
)
from services.events.ingest.read.records import Tools
from shared.kernel.collector import spare_what_is_loaded
from shared.places.geonames import load_gazetteer
from shared.text import load_embedder
from shared.topics import Classifier, load_topics
from shared.topics.head import load as load_head

_C = ctypes.CDLL(None)
_MIB = 1024 * 1024
_WORN = 32 * _MIB
"""More than this kept of a document would be missed by the next one that is large."""


def load_tools(head: Path | None = None) -> Tools:
    """Load what reading needs: places, topics, embedding, and what labelled names taught, if anything."""
    tree = load_topics()
    taught = load_head(head, tree) if head else None
    return Tools(load_gazetteer(), Classifier(tree, load_embedder(), taught))


def serve(incoming: BinaryIO, outgoing: BinaryIO, limits: Limits, tools: Tools) -> None:
    """Answer documents, one after the other, until the other side closes."""
    rest = _held_bytes()
    _bound_memory(limits, rest)
    _send(outgoing, READY)
    while (header := read_frame(incoming)) is not None:
        body = read_frame(incoming)
        if body is None:
            return
        _bound_time(limits, time.process_time())
        answer = _answer(header, body, outgoing, limits, tools)
        del body
        worn = _is_worn(rest)
        _send(outgoing, answer)
        _send(outgoing, WORN if worn else FIT)


def _answer(header: bytes, body: bytes, outgoing: BinaryIO, limits: Limits, tools: Tools) -> bytes:
    """Read a document and tell its listings in parts; return what is left to be said."""
    started = time.perf_counter()
    told: list[Listing] = []

    def tell(part: Sequence[Listing]) -> None:
        nonlocal started
        told.extend(part)
        payload, waiting = PARTS.dump_json(tuple(part)), time.perf_counter()
        _send(outgoing, payload)
        started += time.perf_counter() - waiting  # until it is heard, nothing is read

    whole = read_document(body, CONTEXTS.validate_json(header), tools, _late_after(limits), tell)
    reading, places = without_told(whole, told)
    seconds = time.perf_counter() - started
    return ANSWERS.dump_json(Answer(reading, seconds, _peak_mb(), places=places))


def main(load: Callable[[Path | None], Tools] = load_tools) -> None:
    """Run with the limits given as the first argument, and a topic head as the second, if any."""
    # Ctrl-C reaches the whole group; the parent ends us, and the end of its stream does if it cannot.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever answers a parent that was killed has nothing to say of it: the kernel ends it where it writes.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    limits = LIMITS.validate_json(sys.argv[1])
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # A library that prints must not break the frames.
    os.dup2(2, 1)
    tools = load(Path(sys.argv[2]) if len(sys.argv) > 2 else None)  # noqa: PLR2004 - the second
    # What the first text makes for good (numpy's buffers) belongs to what is held at rest, not to a document.
    tools.classifier.classify_all([("warm", "up", ())])
    spare_what_is_loaded()
    serve(incoming, outgoing, limits, tools)


def _send(stream: BinaryIO, payload: bytes) -> None:
    stream.write(frame(payload))
    stream.flush()


def _bound_memory(limits: Limits, rest: int) -> None:
    most = limits.memory_mb * _MIB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    data = rest + limits.extra_mb * _MIB
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held_bytes() -> int:
    """Return the private memory mapped now, as RLIMIT_DATA counts it (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()


def _is_worn(rest: int) -> bool:
    """Tell whether much of a document is still held after all that can be given back was."""
    if _held_bytes() > rest + _WORN:
        gc.collect()
        _C.malloc_trim(0)
    return _held_bytes() > rest + _WORN


def _bound_time(limits: Limits, used_s: float) -> None:
    """Let the process, which has used so much, live `cpu_s` more; the kernel ends it after that."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(used_s) + limits.cpu_s + 1, resource.RLIM_INFINITY))


def _late_after(limits: Limits) -> Callable[[], bool]:
    """Return what tells whether no further record may be begun; the document begins now."""
    end_s, latest, least, bound_at = time.process_time() + limits.most_s, 0.0, 0.0, -1

    def is_late() -> bool:
        nonlocal latest, least, bound_at
        used_s = time.process_time()
        least = least or used_s + limits.least_s
        latest = (latest or used_s + limits.patience_s) + limits.record_s
        if int(used_s) != bound_at:  # the kernel counts whole seconds: within one there is nothing to renew
            bound_at = int(used_s)
            _bound_time(limits, used_s)
        return used_s >= min(latest, max(least, end_s))

    return is_late


def _peak_mb() -> float:
    """Return the most memory of this program (proc(5), VmHWM): rusage counts what started it, too."""
    line = next(it for it in Path("/proc/self/status").read_text().splitlines() if it.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)


if __name__ == "__main__":
    main()
