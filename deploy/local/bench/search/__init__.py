"""Searches beside bare SQL on the same rows, and beside another engine."""
