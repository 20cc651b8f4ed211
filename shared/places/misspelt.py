"""A name with one slip of the pen: a letter too many, too few or another, or two in each other's place."""

from collections.abc import Mapping
from typing import Final

_FEWEST: Final = 6
"""Letters of names that are looked for: shorter ones are a letter off each other, Iran and Iraq."""


def meant_by(name: str, codes: Mapping[str, str]) -> str | None:
    """Return the one code whose names, folded as `name` is, are a slip away; None of none or several."""
    if len(name) < _FEWEST:
        return None
    found = {code for known, code in codes.items() if len(known) >= _FEWEST and _is_a_slip(name, known)}
    return found.pop() if len(found) == 1 else None


def _is_a_slip(said: str, meant: str) -> bool:
    if abs(len(said) - len(meant)) > 1 or said == meant:
        return False
    shorter = min(len(said), len(meant))
    first = next((at for at in range(shorter) if said[at] != meant[at]), shorter)
    rest, other = said[first:], meant[first:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
