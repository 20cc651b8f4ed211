"""A query as folded words, each with its place in what was typed, so that some of them can be taken out."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from services.events.ingest.resolve.searchable import searchable

_PIECE: Final = re.compile(r'[+-]?"[^"]*"?|\S+')
_SPAN: Final = re.compile(r"^([0-3]?\d)\.?[-\u2013\u2014]([0-3]?\d)(?=\D*$)")
"""Days of a month from one to another: `3-5 March`, `3.–5. März`."""
_MONEY: Final = {"€": " euro ", "£": " pounds ", "$": " dollars "}
_MONEY_WORDS: Final = str.maketrans(_MONEY)
_CLOSED: Final = "|"
"""Stands for what is quoted or left out by a sign: no phrase reaches into it."""


class Known(NamedTuple):
    """Whether there is a place, or a topic, of a name as typed."""

    place: Callable[[str], bool]
    topic: Callable[[str], bool]


class Reading(NamedTuple):
    """Which folded words say a condition, its value, and how near a place is meant if they tell."""

    span: tuple[int, int]
    value: str
    radius_km: float | None = None


class Typed(NamedTuple):
    """`folded` is matched against; `places` has for each piece its span there and its span in `text`."""

    text: str
    folded: str
    places: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    def cut(self, begins: int, ends: int) -> tuple[str, str] | None:
        """Return what was typed for a span of `folded`, and the rest; None where the span parts a piece."""
        inside = [typed for told, typed in self.places if begins <= told[0] and told[1] <= ends]
        edges = [told for told, _ in self.places if told[0] < ends and begins < told[1]]
        if not inside or len(edges) != len(inside):
            return None
        first, last = inside[0][0], inside[-1][1]
        rest = f"{self.text[:first]} {self.text[last:]}"
        return self.text[first:last], " ".join(rest.split())


def _parted(piece: str) -> str:
    """Return a piece with words for what would be lost as a sign."""
    told = _SPAN.sub(r"\1 to \2", piece) if piece[0].isdecimal() else piece
    return told if _MONEY.keys().isdisjoint(told) else told.translate(_MONEY_WORDS)


def read_typed(text: str) -> Typed:
    """Return the pieces of a query between blanks, folded."""
    folded, places, end = "", [], 0
    for piece in _PIECE.finditer(text):
        is_closed = piece[0].startswith(("-", '"', '+"'))
        words = _CLOSED if is_closed else searchable(_parted(piece[0]))
        if words:
            folded = f"{folded} {words}" if folded else words
            end = len(folded)
            places.append(((end - len(words), end), piece.span()))
    return Typed(text, folded, tuple(places))
