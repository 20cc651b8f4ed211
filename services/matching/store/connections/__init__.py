"""Whom a person knows: rows of their own, which no other person sees."""
