"""Which listings tell of the same event, and what the event is then."""
