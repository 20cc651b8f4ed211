"""A query becomes a page of events."""
