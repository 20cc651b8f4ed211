"""Alembic revisions of plain SQL."""
