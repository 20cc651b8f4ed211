"""Prefixed, sortable identifiers: `evt_` and 26 characters of Crockford base32 over a UUIDv7."""

import re
import secrets
from collections.abc import Callable

from shared.kernel.clock import Clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
"""Two digits for each ten bits."""
_DIGITS = "[0-9a-hjkmnp-tv-z]{26}"
_PATTERN = re.compile(f"[a-z]{{2,4}}_{_DIGITS}")

Ids = Callable[[str], str]
"""Given a prefix without its underscore, mints one new id."""


def uuid7(milliseconds: int, randomness: int) -> int:
    """Lay out a UUID version 7 (RFC 9562, section 5.7) from a Unix time in ms and 74 random bits."""
    rand_a = (randomness >> 62) & 0xFFF
    rand_b = randomness & ((1 << 62) - 1)
    return (milliseconds << 80) | (0x7 << 76) | (rand_a << 64) | (0b10 << 62) | rand_b


def encode(prefix: str, number: int) -> str:
    """Write a 128-bit number as `prefix_` and 26 lower-case Crockford base32 digits."""
    digits = [_PAIRS[(number >> shift) & 1023] for shift in range(120, -1, -10)]
    return f"{prefix}_{''.join(digits)}"


def is_id(text: str, prefix: str) -> bool:
    """Tell whether `text` has the form of an id with this prefix; says nothing of its existence."""
    return text.startswith(f"{prefix}_") and _PATTERN.fullmatch(text) is not None


def id_pattern(prefix: str) -> str:
    """Return the regular expression of ids with a prefix, or with one of several (`(per|evt)`)."""
    return f"^{prefix}_{_DIGITS}$"


def example_id(prefix: str) -> str:
    """Return the id that documentation shows."""
    return f"{prefix}_01jd3c9m8q7v0w1x2y3z4a5b6c"


def id_factory(clock: Clock, random_bits: Callable[[int], int] = secrets.randbits) -> Ids:
    """Return a function that mints ids ordered by the clock's time."""

    def mint(prefix: str) -> str:
        milliseconds = int(clock().timestamp() * 1000)
        return encode(prefix, uuid7(milliseconds, random_bits(74)))

    return mint
