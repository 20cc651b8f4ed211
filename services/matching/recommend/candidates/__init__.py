"""Whom one may meet: the rosters of a scope, and everybody."""
