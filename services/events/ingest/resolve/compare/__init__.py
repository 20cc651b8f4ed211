"""Whether two listings tell of one event."""
