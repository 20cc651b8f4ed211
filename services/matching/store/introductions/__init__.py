"""Introductions in Postgres: asked, answered, read."""
