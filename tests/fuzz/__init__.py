"""Fuzzing of the feed adapters: seeds of our own, structured harms, and atheris (`make fuzz`)."""
