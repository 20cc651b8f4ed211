"""The values of an event that facets count, as bytes that are counted without a look at each event.

Postgres only strings those of all events found together. To group the values themselves takes it two to three
times as long as finding the events.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import md5
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from shared.contracts.events import EventKind, Mode
from shared.topics import TopicTree

WIDTH: Final = 8
"""Bytes of a value: the letter of its facet, and seven."""
_LETTERS: Final = dict(
    zip(("topic", "kind", "mode", "country", "language", "free", "month"), "tkmclfd", strict=True)
)
_UNKNOWN: Final = ""
_MOST_NAMES: Final = 10_000
_NUMBER: Final = np.dtype("<u8")
_SMALL: Final = 0x20
"""What a letter has beyond its capital."""
Numbers = NDArray[np.uint64] | NDArray[np.intp]
_FACET_OF: Final = {letter: facet for facet, letter in _LETTERS.items()}


def facet_codes(doc: Mapping[str, Any], topics: Iterable[str], starts: datetime) -> bytes:
    """Return the values of an event one after the other; `topics` has the areas of its topics as well."""
    place, price = doc["place"] or {}, doc["price"] or {}
    is_free = price.get("is_free")
    one = {
        "kind": doc["kind"],
        "mode": doc["mode"],
        "country": place.get("country"),
        "free": None if is_free is None else str(is_free).lower(),
        "month": f"{starts.astimezone(UTC):%Y-%m}",
    }
    told = [(facet, value) for facet, value in one.items() if value]
    told += [("language", tag) for tag in doc["languages"]] + [("topic", topic) for topic in topics]
    return b"".join(_code(facet, value) for facet, value in told)


@lru_cache(_MOST_NAMES)
def _code(facet: str, value: str) -> bytes:
    """A short value stands as it is; of a longer one a hash, and the letter is a capital."""
    letter, written = _LETTERS[facet], value.encode()
    if len(written) < WIDTH:
        return letter.encode() + written.ljust(WIDTH - 1)
    return letter.upper().encode() + md5(written, usedforsecurity=False).digest()[: WIDTH - 1]


class FacetNames:
    """Tells codes back as facets and values."""

    def __init__(self, tree: TopicTree) -> None:
        long: dict[str, Iterable[str]] = {
            "topic": (*tree.areas, *tree.topics),
            "kind": EventKind,
            "mode": Mode,
        }
        told = ((facet, str(value)) for facet, values in long.items() for value in values)
        self._known = {_code(facet, value): (facet, value) for facet, value in told}
        self._name = lru_cache(_MOST_NAMES)(self._named)

    def counted(self, told: bytes, most: int) -> dict[str, list[dict[str, str | int]]]:
        """Return of each facet its commonest values, at most `most`, with their counts; alike ones by name.

        A value that is too long and not known, such as a topic that is no more, is left out.
        """
        found, counts = np.unique(np.frombuffer(told, dtype=_NUMBER), return_counts=True)
        letters = (found & 0xFF) | _SMALL
        return {facet: self._commonest(found[it], counts[it], most) for facet, it in _mine(letters)}

    def _commonest(self, numbers: Numbers, counts: Numbers, most: int) -> list[dict[str, str | int]]:
        """Return the commonest values of a facet; only these are named, unless some of them are unknown."""
        values: list[tuple[int, str]] = []
        if len(counts) > most:
            is_common = counts >= np.partition(counts, -most)[-most]
            values = self._known_of(numbers[is_common], counts[is_common])
        if len(values) < most:
            values = self._known_of(numbers, counts)
        return [{"value": value, "count": -count} for count, value in sorted(values)[:most]]

    def _known_of(self, numbers: Numbers, counts: Numbers) -> list[tuple[int, str]]:
        named = zip(map(self._name, numbers.tolist()), counts.tolist(), strict=True)
        return [(-count, value) for (facet, value), count in named if facet]

    def _named(self, number: int) -> tuple[str, str]:
        code = number.to_bytes(WIDTH, "little")
        facet = _FACET_OF.get(chr(code[0]), _UNKNOWN)
        return self._known.get(code) or (facet, code[1:].decode(errors="replace").rstrip())


def _mine(letters: Numbers) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    return ((facet, letters == ord(letter)) for facet, letter in _LETTERS.items())
