"""The stores: embedded Postgres and Valkey over the data folder, or those of the given URLs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from deploy.local.folders import DataFolder
from deploy.local.servers import postgres, valkey
from deploy.local.servers.locks import alone, join_users, leave_users
from deploy.local.trouble import Trouble
from shared.kernel.server_url import server_url


@dataclass(frozen=True, slots=True)
class Stack:
    """Where the stores are. `server_url` names any database of the server; each service has its own."""

    server_url: str
    redis_url: str

    def database_url(self, name: str) -> str:
        """Return the URL of another database on the same server."""
        parts = urlsplit(self.server_url)
        # built by hand: urlunsplit would lose the empty host of a socket's URL
        return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


@contextmanager
def open_stack(
    folder: DataFolder, *, database_url: str | None = None, redis_url: str | None = None
) -> Iterator[Stack]:
    """Start what is not given, and stop it when the last process that uses this folder leaves.

    Raises:
        Trouble: a given URL is no URL, or a server does not start.
    """
    if database_url:
        check_database_url(database_url)
    if redis_url:
        check_redis_url(redis_url)
    starting = folder.root / ".starting"
    with alone(starting):
        stack = Stack(
            database_url or postgres.start(folder.postgres),
            redis_url or valkey.start(folder.valkey),
        )
        users = join_users(folder.root / ".users")
    try:
        yield stack
    finally:
        with alone(starting):
            if leave_users(users):
                _stop(folder, keep_postgres=bool(database_url), keep_valkey=bool(redis_url))


def revive(folder: DataFolder, *, keep_postgres: bool, keep_valkey: bool) -> tuple[str, ...]:
    """Start those embedded servers again that have ended, and name them; what they had committed is there.

    Raises:
        Trouble: one does not start; the message names its log.
    """
    ended = []
    with alone(folder.root / ".starting"):
        if not keep_postgres and not postgres.is_running(folder.postgres):
            postgres.start(folder.postgres)
            ended.append("Postgres")
        if not keep_valkey and not valkey.is_running(folder.valkey):
            valkey.start(folder.valkey)
            ended.append("Valkey")
    return tuple(ended)


def _stop(folder: DataFolder, *, keep_postgres: bool, keep_valkey: bool) -> None:
    if not keep_valkey:
        valkey.stop(folder.valkey)
    if not keep_postgres:
        postgres.stop(folder.postgres)


def stop_left_over(folder: DataFolder) -> bool:
    """Stop embedded servers that nobody uses; False when a process still does."""
    with alone(folder.root / ".starting"):
        if not leave_users(join_users(folder.root / ".users")):
            return False
        _stop(folder, keep_postgres=False, keep_valkey=False)
    return True


def check_database_url(url: str) -> None:
    """Refuse what cannot be a Postgres URL, before anybody tries to connect to it."""
    try:
        server_url(url, ("postgresql", "postgres"))
    except ValueError as error:
        raise Trouble(
            "DATABASE_URL is not a Postgres URL: write postgresql://USER:PASSWORD@HOST:5432/postgres, "
            f"or unset it to use the embedded Postgres ({error})."
        ) from None


def check_redis_url(url: str) -> None:
    """Refuse what cannot be a Redis URL."""
    try:
        server_url(url, ("redis", "rediss", "unix"))
    except ValueError as error:
        raise Trouble(
            "REDIS_URL is not a Redis URL: write redis://HOST:6379/0, or unset it to use the embedded Valkey "
            f"({error})."
        ) from None


def without_password(url: str) -> str:
    """Return the URL as it may be shown on a terminal."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    shown = parts.netloc.replace(f":{parts.password}@", ":***@")
    return urlunsplit(parts._replace(netloc=shown))
