"""Alembic's entry for this service; everything is in `shared.db.alembic_env`."""

from shared.db.alembic_env import run

run()
