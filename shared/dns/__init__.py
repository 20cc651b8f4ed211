"""Asking the domain name system, bounded."""

from shared.dns.txt import DnsFailed, TxtResolver

__all__ = ["DnsFailed", "TxtResolver"]
