"""What a conference's name is told from besides its meaning: words, parts of joined names, letters."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shared.text.fold import fold
from shared.topics.tree import area_of

Rows = npt.NDArray[np.float32]
Sparse = tuple[npt.NDArray[np.intp], Rows]
"""Places and values of a row that is 0 elsewhere."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_PART = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|\b|\d)|[A-Z]?[a-z]+|\d+|[A-Z]+")
_LETTERS = (3, 4, 5)
_AREA = 0.7
"""How much a named topic says of the others of its area."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of counts, logarithmic, weighed by rarity (tf-idf, Salton and Buckley 1988), of length one."""

    place: Mapping[str, int]
    rarity: Rows

    @classmethod
    def of(cls, taught: Sequence[Counter[str]], least: int) -> "Counts":
        """Return those of the signs that occur so often in what is taught."""
        seen = Counter(sign for counts in taught for sign in counts)
        kept = sorted(sign for sign, times in seen.items() if times >= least)
        rarity = [math.log((1 + len(taught)) / (1 + seen[sign])) + 1 for sign in kept]
        return cls({sign: i for i, sign in enumerate(kept)}, np.array(rarity, dtype=np.float32))

    def sparse(self, counts: Counter[str]) -> Sparse:
        """Return the row of one name."""
        known = [(self.place[sign], times) for sign, times in counts.items() if sign in self.place]
        places = np.array([place for place, _ in known], dtype=np.intp)
        times = np.array([1 + math.log(times) for _, times in known], dtype=np.float32)
        values = times * self.rarity[places]
        return places, values / max(float(np.linalg.norm(values)), 1e-9)

    def rows(self, names: Sequence[Counter[str]]) -> Rows:
        """Return a row for each name, of length one; shape (names, signs)."""
        rows = np.zeros((len(names), len(self.place)), dtype=np.float32)
        for row, counts in zip(rows, names, strict=True):
            places, values = self.sparse(counts)
            row[places] = values
        return rows


def bare(name: str) -> str:
    """Return a name without its year."""
    return " ".join(_YEAR.sub("", name).split())


def name_words(name: str) -> Counter[str]:
    """Count words, pairs of words, and the parts of names in camel case."""
    words = _WORD.findall(fold(bare(name)))
    parts = (f"part {fold(part)}" for part in _PART.findall(bare(name)))
    return Counter([*words, *(f"{one} {other}" for one, other in pairwise(words)), *parts])


def name_letters(name: str) -> Counter[str]:
    """Count runs of three to five letters."""
    written = f" {' '.join(_WORD.findall(fold(bare(name))))} "
    return Counter(written[i : i + n] for n in _LETTERS for i in range(len(written) - n + 1))


def named_row(scores: Iterable[tuple[str, float]], place: Mapping[str, int]) -> Rows:
    """Return a row of topics and areas out of (topic id, confidence)."""
    row = np.zeros(len(place), dtype=np.float32)
    for topic, confidence in scores:
        row[place[topic]] = confidence
        area = place[area_of(topic)]
        row[area] = max(row[area], _AREA * confidence)
    return row
