"""A feed that has moved for good: believed once it has said so several times in a row."""

from dataclasses import replace

from services.events.sources.address import address_or_none
from services.events.sources.model import SourceState

SIGHTINGS_TO_FOLLOW = 3
"""Permanent redirects to one and the same place, one after the other; a slip of an hour is not followed."""


def sighted(state: SourceState, target: str | None) -> SourceState:
    """Note where a fetch was permanently redirected to; None when it was not."""
    address = address_or_none(target)
    if address is None:
        return replace(state, moved_to=None, moved_seen=0)
    seen = state.moved_seen + 1 if address == state.moved_to else 1
    return replace(state, moved_to=address, moved_seen=seen)


def to_follow(state: SourceState) -> str | None:
    """Return the address to keep from now on, None while it is not certain."""
    return state.moved_to if state.moved_seen >= SIGHTINGS_TO_FOLLOW else None
