"""What a first look at everybody reads of a person, as some 800 bytes: the same whoever else there is."""

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from services.matching.people.languages import levels
from services.matching.people.person import Person, Vectors
from services.matching.people.visibility import home_of
from services.matching.recommend.features.ask import KINDS, SAID, Ask, asks_of
from services.matching.recommend.parameters import AskNumbers, ContextNumbers
from services.matching.recommend.population.own import filled, stems_of, town_of
from services.matching.recommend.population.text_index import meaning

LAYOUT = 2
"""The first byte of a sketch; raise it, and `DERIVED_BY`, when what follows changes."""

DEPTH = 128
"""Numbers kept of a vector, the first: in them lie four fifths of how texts differ, and half the work."""

ONE = 127
"""What 1 is as a byte."""

HEAD = np.dtype(
    [
        ("layout", "u1"), ("asks", "u1"), ("words", "u1"), ("filled", "u1"), ("country", "<u2"),
        ("town", "<u4"), ("tongues", "<u4"), ("text", "i1", DEPTH),
    ]
)  # fmt: skip
"""`asks` and `words` follow, so many; `tongues` has a bit for each language spoken well enough."""

ASK = np.dtype([("side", "u1"), ("urgency", "u1"), ("topics", "<u4", 2), ("text", "i1", DEPTH)])
"""A need or an offer: `side` as in `side_of`, urgency in hundredths, hashes of topics (0: none)."""

WORD = np.dtype([("stem", "<u4"), ("times", "u1"), ("told", "u1")])
"""How often a word is said or named, and how often in running text alone."""

_MOST = 255


def sketch_of(person: Person, asks: AskNumbers, context: ContextNumbers) -> bytes:
    """Return the sketch of a person: a `HEAD`, then `ASK`s, then `WORD`s, the most said in front."""
    found = list(asks_of(0, person, None, asks))[:_MOST]
    both, told = stems_of(person)
    words = both.most_common(_MOST)
    head, home = np.zeros((), HEAD), home_of(person.profile)
    town, country = town_of(home)
    head["layout"], head["asks"], head["words"] = LAYOUT, len(found), len(words)
    head["filled"] = filled(person.profile)
    head["country"], head["town"] = hashed(country) & 0xFFFF, hashed(f"{town}/{country}") if town else 0
    spoken = levels(person.profile).items()
    head["tongues"] = _bits(tag for tag, level in spoken if level >= context.least_language)
    head["text"] = as_bytes(meaning([person.traits])[0, :DEPTH])
    said = np.array(
        [(hashed(stem), min(times, _MOST), min(told[stem], _MOST)) for stem, times in words], WORD
    )
    return head.tobytes() + _rows(found, person).tobytes() + said.tobytes()


def _rows(found: list[Ask], person: Person) -> np.ndarray:
    rows = np.zeros(len(found), ASK)
    for row, ask in zip(rows, found, strict=True):
        row["side"], row["urgency"] = side_of(ask), round(100 * ask.urgency)
        row["topics"][: len(ask.topics[:2])] = [hashed(topic) for topic in ask.topics[:2]]
        row["text"] = as_bytes(person.traits.vectors[ask.row, :DEPTH])
    return rows


def side_of(ask: Ask) -> int:
    """Return the number of a side and kind: offers first."""
    return ask.kind + len(KINDS) * ask.is_need


def is_said(sides: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which sides are of what was said without a kind."""
    return np.asarray(sides % len(KINDS) == KINDS[SAID])


def hashed(word: str) -> int:
    """Return 32 bits for a word, 0 for none."""
    return crc32(word.encode())


def as_bytes(rows: Vectors) -> np.ndarray:
    """Return numbers in [-1, 1] as signed bytes."""
    return np.rint(rows * ONE).astype(np.int8)


def _bits(tags: Iterable[str]) -> int:
    """Set one bit of 32 for each language: of two that share one, who speaks either is looked at closer."""
    found = 0
    for tag in tags:
        found |= 1 << hashed(tag) % 32
    return found
