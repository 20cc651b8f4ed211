"""Postgres: pool, migrations, outbox, inbox and the lease kernel for due work."""

from shared.db.ahead import Ahead, ahead_of
from shared.db.connection import Connection, Executor, Record, affected_rows
from shared.db.pool import Database

__all__ = ["Ahead", "Connection", "Database", "Executor", "Record", "affected_rows", "ahead_of"]
