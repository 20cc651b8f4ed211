"""Judged queries, and the events that those of our own are asked of."""
