"""Alembic's entry point; see `shared.db.alembic_env`."""

from shared.db.alembic_env import run

run()
