"""Telling others of an event in one's own words, wherever one posts. Nothing is ever posted by us."""
