"""Real Postgres and Valkey for tests: one of each a run, a clean part of it for each test."""
