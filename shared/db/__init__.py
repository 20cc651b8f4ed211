"""Postgres: pool, transactions, migrations, outbox, inbox and leases."""
