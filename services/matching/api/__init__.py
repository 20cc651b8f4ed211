"""Routers, one per resource: parse, call one function, map to a contract."""
