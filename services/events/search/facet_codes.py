"""The values of an event that facets count, as bytes that are counted without a look at each event.

Postgres only strings those of all events found together. To group the values themselves takes it two to three
times as long as finding the events.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import md5
from typing import Any, Final

import numpy as np

from shared.contracts.events import EventKind, Mode
from shared.topics import TopicTree

WIDTH: Final = 8
"""Bytes of a value: the letter of its facet, and seven."""
_LETTERS: Final = {
    "topic": "t",
    "kind": "k",
    "mode": "m",
    "country": "c",
    "language": "l",
    "free": "f",
    "month": "d",
}
FACETS: Final = tuple(_LETTERS)
_UNKNOWN: Final = ""
_MOST_NAMES: Final = 10_000
_NUMBER: Final = np.dtype("<u8")
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
        values: dict[str, list[tuple[int, str]]] = {facet: [] for facet in (*FACETS, _UNKNOWN)}
        for (facet, value), count in zip(map(self._name, found.tolist()), counts.tolist(), strict=True):
            values[facet].append((-count, value))
        return {
            facet: [{"value": value, "count": -count} for count, value in _first(values[facet], most)]
            for facet in FACETS
        }

    def _named(self, number: int) -> tuple[str, str]:
        code = number.to_bytes(WIDTH, "little")
        facet = _FACET_OF.get(chr(code[0]), _UNKNOWN)
        return self._known.get(code) or (facet, code[1:].decode(errors="replace").rstrip())


def _first(values: list[tuple[int, str]], most: int) -> list[tuple[int, str]]:
    """Return the first in order; most of very many are told by their counts not to be among them."""
    if len(values) > most:
        last = sorted(count for count, _ in values)[most - 1]
        values = [each for each in values if each[0] <= last]
    return sorted(values)[:most]
