"""Which sources to run on, and the loopback server of those that are ours."""
