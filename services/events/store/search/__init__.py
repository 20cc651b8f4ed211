"""Reading events: found by words, place and time, in series, since a change."""
