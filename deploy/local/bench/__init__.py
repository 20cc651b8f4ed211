"""Measuring: what reading costs, how it grows, and how polite the poller is."""
