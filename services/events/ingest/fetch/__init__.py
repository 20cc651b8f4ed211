"""Deciding what an HTTP answer means; the network itself is elsewhere."""
