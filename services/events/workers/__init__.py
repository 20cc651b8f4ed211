"""The second door to the same use cases: due work and streams."""
