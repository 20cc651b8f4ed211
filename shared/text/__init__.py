"""Folding, tokens and the static text embedding."""
