"""Places of the world by name."""
