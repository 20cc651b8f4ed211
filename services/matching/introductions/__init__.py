"""Introductions: who may answer what, and what each of the two is told. Pure."""
