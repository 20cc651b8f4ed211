"""Alembic's entry for the tables of `shared.db` alone."""

from shared.db.alembic_env import run

run()
