"""Postgres: pool, migrations, outbox, inbox and the lease kernel for due work."""

from shared.db.connection import Connection, Record
from shared.db.pool import Database

__all__ = ["Connection", "Database", "Record"]
