"""What the rest of the product sees of a Postgres connection; asyncpg's own classes carry no types."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeAlias

Record: TypeAlias = Mapping[str, Any]
"""One row, by column name."""


def affected_rows(tag: str) -> int:
    """Read how many rows a statement changed from its command tag, such as `UPDATE 3` or `INSERT 0 1`."""
    return int(tag.rsplit(" ", 1)[-1])


class Executor(Protocol):
    """Runs statements of which nothing is to be known but that they were run."""

    async def execute(self, query: str, *args: object) -> object:
        """Run a statement, or have it run next."""


class Connection(Protocol):
    """One session with Postgres. Arguments are `$1`, `$2` … in the statement."""

    async def execute(self, query: str, *args: object) -> str:
        """Run a statement, or several without arguments, and return the command tag."""

    async def executemany(self, command: str, args: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of arguments."""

    async def fetch(self, query: str, *args: object) -> list[Record]:
        """Return all rows."""

    async def fetchrow(self, query: str, *args: object) -> Record | None:
        """Return the first row, or None."""

    async def fetchval(self, query: str, *args: object) -> Any:  # noqa: ANN401 - whatever the column holds
        """Return the first column of the first row, or None."""

    async def fetchmany(self, query: str, args: Iterable[Sequence[Any]]) -> list[Record]:
        """Run one statement for each row of arguments and return every row that came back."""

    def transaction(self) -> AbstractAsyncContextManager[Any]:
        """Begin a transaction, or a savepoint inside one."""
