"""Events: from public feeds to the one truth behind each event, and search over it."""
