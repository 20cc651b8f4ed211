"""Addresses and servers that mean harm, and everything of ours that dials out."""
