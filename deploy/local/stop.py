"""`acquaint stop`: end what runs on a data folder, wherever it was started, and then the stores."""

import os
import signal
from pathlib import Path

from rich.console import Console

from deploy.local.folders import DataFolder
from deploy.local.servers.locks import alone, holder
from deploy.local.servers.stack import stop_left_over
from deploy.local.trouble import Trouble
from deploy.local.up import RUNNING


def stop(root: Path, console: Console) -> None:
    """Ask the product to end as Ctrl-C would, wait until it has, and stop what a killed one left running.

    Raises:
        Trouble: nothing was ever started there, it is another's, or a command still works on it.
    """
    folder = DataFolder(root.expanduser().resolve())
    if not folder.postgres.exists() and not folder.valkey.exists():
        raise Trouble(f"Nothing was started on {folder.root} yet: name the data folder with --data DIR.")
    for place in sorted(folder.root.glob(f"*/{RUNNING}")):
        if (pid := holder(place)) is not None:
            console.print(f"Stopping Acquaint (process {pid}); what has begun may finish.")
            _end(pid)
            with alone(place):
                """It has let go."""
    if not stop_left_over(folder):
        raise Trouble("A command of acquaint is at work on this data folder: try again once it is through.")
    console.print("Stopped.")


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        pass  # it has ended meanwhile
    except PermissionError:
        raise Trouble(f"Process {pid} is another user's: stop it as them, or as root.") from None
