"""The second door to the same use cases: what is due, and what is asked of the open internet."""
