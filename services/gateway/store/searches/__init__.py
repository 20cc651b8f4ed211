"""Saved searches, what each knows of what it found, and news that waits to be told."""
