"""Frozen pydantic models of everything that crosses a boundary."""
