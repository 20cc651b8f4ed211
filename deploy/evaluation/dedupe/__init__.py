"""Which records tell of one event."""
