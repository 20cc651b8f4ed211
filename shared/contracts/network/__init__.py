"""Whom a person knows, and how two come to know one another."""
