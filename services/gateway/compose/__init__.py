"""Joining what several services say into one answer. Pure."""
