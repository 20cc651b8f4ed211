"""The poller over weeks of simulated time, scored as publishers do."""
