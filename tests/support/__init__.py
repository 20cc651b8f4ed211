"""Fixtures on real Postgres and Valkey."""
