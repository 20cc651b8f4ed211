"""Promises that may not drift."""
