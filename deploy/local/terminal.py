"""What every command shares: options, the given stores, and how trouble is told."""

import asyncio
import os
import sys
import warnings
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console

from deploy.local.folders import DEFAULT, FULL
from deploy.local.given import Given
from deploy.local.trouble import Trouble
from shared.kernel.errors import AppError

Result = TypeVar("Result")

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="where Acquaint keeps everything")]
DATA = DEFAULT
Email = Annotated[str | None, typer.Option(help="whose; a sample person by default")]
console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)


def given() -> Given:
    """Return the stores that the environment names."""
    return Given(os.environ.get("DATABASE_URL") or None, os.environ.get("REDIS_URL") or None)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a command; expected trouble becomes one line on standard error and exit code 1."""
    from shared.obs import configure_logging  # noqa: PLC0415 - `--help` does without

    # libraries of ours warn about what only their authors can change
    warnings.simplefilter("ignore")
    configure_logging(json=False, level="WARNING")
    try:
        return asyncio.run(work)
    except Trouble as trouble:
        fail(str(trouble))
    except AppError as error:
        fail(error.in_full)
    except OSError as error:
        if error.errno not in FULL:
            raise
        where = error.filename or "the data folder"
        fail(
            f"The disk that holds {where} is full: make room there, or choose another folder with --data DIR."
        )
    except KeyboardInterrupt:
        sys.exit(130)


def fail(line: str) -> NoReturn:
    """Say one line and end with code 1."""
    print(f"acquaint: {' '.join(line.split())}", file=sys.stderr)
    sys.exit(1)
