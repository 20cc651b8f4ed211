"""Whom a person knows: how strong a tie is, and when and why to be in touch. Pure."""
