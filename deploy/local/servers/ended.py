"""Waiting for the end of a server that is no child of ours."""

import time
from collections.abc import Sequence
from typing import Final

import psutil

_LOOK_S: Final = 0.02


def lives(process: psutil.Process) -> bool:
    """Tell whether a process runs.

    One that has ended is listed until its parent asks for it, which the first process of a container does
    late or never.
    """
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_ended(processes: Sequence[psutil.Process], within_s: float) -> None:
    """Return once none of them runs, or when so many seconds are over."""
    deadline = time.monotonic() + within_s
    while any(map(lives, processes)) and time.monotonic() < deadline:
        time.sleep(_LOOK_S)
