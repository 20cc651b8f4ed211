"""Which driver errors mean what; the rest of the product sees `AppError` only."""

import asyncpg

from shared.kernel.errors import AppError, Kind

LOST = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # of a connection that was lost at the very moment of being used
)
"""The server is not there, or went away; trying again later can help."""

REFUSED = (
    ValueError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InsufficientPrivilegeError,
)
"""The address, the role or the database is wrong; trying again cannot help."""


NOT_STORABLE = asyncpg.DataError
"""A value that no column holds: a NUL character, an instant before or after Postgres' time, a huge number."""


def unreachable(error: BaseException) -> AppError:
    """Say that it is away, and to whoever runs this why; asyncpg's messages never show a password."""
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    mend = (
        "end what holds them, or raise its max_connections"
        if isinstance(error, asyncpg.TooManyConnectionsError)
        else "check that it runs and that its URL is right"
    )
    return AppError(
        "database_unreachable",
        Kind.UNAVAILABLE,
        "The database does not answer; try again in a moment. Whoever runs this finds the reason in the log.",
        retry_after_s=5,
        reason=f"{reason}; {mend}",
    )


def busy() -> AppError:
    """No connection became free in time."""
    detail = "Every database connection is busy; try again in a moment."
    return AppError("database_busy", Kind.UNAVAILABLE, detail, retry_after_s=1)


def in_use() -> AppError:
    """A table that is to be migrated is held by somebody for long."""
    detail = (
        "Something has long been using a table that is to be migrated: end it (`select pid, query from "
        "pg_stat_activity where state <> 'idle'` names it), then start again. What is migrated stays so."
    )
    return AppError("database_in_use", Kind.UNAVAILABLE, detail)


def slow() -> AppError:
    """A statement ran into its time limit."""
    detail = "The database took too long; ask for less, or try again."
    return AppError("database_slow", Kind.UNAVAILABLE, detail, retry_after_s=5)


def full() -> AppError:
    """The server has no room to write; what it answered before is kept, and reading goes on."""
    detail = (
        "The database's disk is full, so this was not kept. Whoever runs this must make room on it; "
        "then send it again."
    )
    return AppError("database_full", Kind.UNAVAILABLE, detail, retry_after_s=60)


def not_storable() -> AppError:
    """A value came through every check and Postgres cannot hold it."""
    detail = (
        "Something in it cannot be kept, such as a NUL character or a time beyond all calendars; "
        "take it out and send it again."
    )
    return AppError("not_storable", Kind.INVALID, detail)


def failure_of(error: BaseException) -> AppError | None:
    """Return what whoever asked is told of what the driver raised; None of what is none of the driver's."""
    if isinstance(error, LOST):
        return unreachable(error)
    made = ((asyncpg.QueryCanceledError, slow), (asyncpg.DiskFullError, full), (NOT_STORABLE, not_storable))
    return next((make() for kind, make in made if isinstance(error, kind)), None)
