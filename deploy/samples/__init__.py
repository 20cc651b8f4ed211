"""Sample feeds and people, generated relative to today."""
