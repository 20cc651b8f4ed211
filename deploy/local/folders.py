"""The data folder: what lies where in it, and whether it can be written."""

from dataclasses import dataclass
from pathlib import Path

from deploy.local.trouble import Trouble

DEFAULT = Path("data")
"""Beside where the command is run; `make run` therefore keeps everything inside the clone."""


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
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Trouble(
            f"Cannot write in the data folder {absolute} ({error.strerror}): "
            "choose another with --data DIR (make run DATA=DIR), or change its owner."
        ) from error
    return DataFolder(absolute)
