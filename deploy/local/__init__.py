"""The embedded stack and the `acquaint` command."""
