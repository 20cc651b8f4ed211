"""Reasons in plain words, from what both sides may see."""
