"""The data folder: what lies where in it, and whether it can be written."""

import errno
from dataclasses import dataclass
from pathlib import Path

from deploy.local.trouble import Trouble

DEFAULT = Path("data")
"""Beside where the command is run; `make run` therefore keeps everything inside the clone."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The numbers by which a disk says that it is full."""
_SOMETHING = bytes(64 * 1024)
"""A full disk still takes empty files."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Everything that Acquaint keeps on this machine lies under `root`."""

    root: Path

    @property
    def postgres(self) -> Path:
        """The embedded Postgres cluster."""
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        """The embedded Valkey's socket and log."""
        return self.root / "valkey"

    def scope(self, name: str) -> Path:
        """Return the folder of one set of sources (samples, real, a folder): letters, port, origin."""
        return self.root / name


def prepare(root: Path) -> DataFolder:
    """Make the data folder and try to write in it.

    Raises:
        Trouble: it cannot be written.
    """
    absolute = root.expanduser().resolve()
    try:
        absolute.mkdir(parents=True, exist_ok=True)
        probe = absolute / ".probe"
        try:
            probe.write_bytes(_SOMETHING)
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        mend = "make room there" if error.errno in FULL else "change its owner"
        raise Trouble(
            f"Cannot write in the data folder {absolute} ({error.strerror}): "
            f"{mend}, or choose another with --data DIR (make run DATA=DIR)."
        ) from error
    return DataFolder(absolute)
