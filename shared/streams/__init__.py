"""Redis streams: relay, consumer groups, dead letters."""
