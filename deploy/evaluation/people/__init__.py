"""Whom and which events labelled people are shown."""
