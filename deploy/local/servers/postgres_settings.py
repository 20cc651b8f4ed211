"""How the embedded Postgres is set up: for this machine's memory, a solid-state disk and short queries."""

from contextlib import suppress
from pathlib import Path

import psutil

MIB = 2**20
_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def settings(memory: int) -> dict[str, str]:
    """Return what differs from Postgres' own defaults, which suit 512 MB and a spinning disk.

    `memory` is in bytes. Buffers are taken from the machine only as they fill. No query of ours is
    worth a second process: many people ask at once. Pages are read by whoever needs them, the
    kernel being told of the next ones: handing each to another process takes longer than a solid-state disk.
    """
    buffers = min(max(memory // 8, 128 * MIB), 2048 * MIB)
    return {
        "shared_buffers": f"{buffers // MIB}MB",
        "effective_cache_size": f"{max(memory // 2, buffers) // MIB}MB",
        "work_mem": "16MB",
        "random_page_cost": "1.1",
        "max_parallel_workers_per_gather": "0",
        "max_wal_size": "2GB",
        "io_method": "sync",
    }


def memory_here() -> int:
    """Return the bytes of memory that this machine, or the container around us, has."""
    total: int = psutil.virtual_memory().total
    with suppress(OSError, ValueError):
        return min(total, int(_CONTAINER_LIMIT.read_text()))
    return total
