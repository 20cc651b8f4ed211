"""What a hub of WebSub may send, at the public door as behind it."""

LONGEST_PUSH = 5 * 1024 * 1024
"""Bytes of a push: it is read for its signature alone."""
