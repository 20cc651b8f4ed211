"""Hosts and what we know of them: whom a fetch burdens, whose an address is, where a feed stands."""
