"""Since when somebody says what, so that others can be told what is new of what they may see."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from services.matching.people.visibility import place_line
from shared.contracts.people import Profile

_LINES = ("headline", "organisation")
_LISTS = ("needs", "offers", "goals", "interests", "skills")


class Said(NamedTuple):
    """One thing that a profile says: the field, its place there, and the words."""

    field: str
    path: str
    text: str

    @property
    def key(self) -> str:
        """Return what a thing is known by, wherever it stands; its words cannot be read from it."""
        return blake2b(f"{self.field}/{self.text}".encode(), digest_size=8).hexdigest()


def sayings(profile: Profile) -> Iterator[Said]:
    """Yield what a profile says that others could care to hear of."""
    for name in _LINES:
        if text := getattr(profile, name):
            yield Said(name, name, text)
    if place := place_line(profile):
        yield Said("place", "place", place)
    for name in _LISTS:
        for i, one in enumerate(getattr(profile, name)):
            yield Said(name, f"{name}[{i}]", one if isinstance(one, str) else one.text)


def said_since(
    before: Mapping[str, str], held: Profile | None, wanted: Profile, today: date
) -> dict[str, str]:
    """Return by key since what day each thing is said, as far as that is known.

    Of a first profile nothing is: all of it would be new.
    """
    if held is None:
        return {}
    known = {one.key for one in sayings(held)}
    return {
        one.key: before.get(one.key, today.isoformat())
        for one in sayings(wanted)
        if one.key in before or one.key not in known
    }
