"""What a conference's name is told from: words, parts of joined names, letters, meaning, named topics."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shared.text import fold
from shared.text.embedding import Embedder
from shared.topics import Classifier, TopicTree

Rows = npt.NDArray[np.float32]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_PART = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|\b|\d)|[A-Z]?[a-z]+|\d+|[A-Z]+")
_LETTERS = (3, 4, 5)
_SELDOM = 2
"""A run of letters seen fewer times teaches nothing."""
_AREA = 0.7
"""How much a named topic says of the others of its area."""


class Signs:
    """Four groups of signs of names, learnt from the names taught: `similarities` of any names with those."""

    def __init__(self, taught: Sequence[str], tree: TopicTree, embedder: Embedder) -> None:
        self._classifier = Classifier(tree, embedder)
        self._embedder = embedder
        self._topics = {topic: i for i, topic in enumerate(sorted({*tree.topics, *tree.areas}))}
        self._words = _Counts([_words(name) for name in taught], least=1)
        self._letters = _Counts([_letters(name) for name in taught], least=_SELDOM)
        self._taught = self._rows(taught)

    def similarities(self, names: Sequence[str] | None = None) -> list[Rows]:
        """Return, for each group, how like names are to those taught; the taught themselves by default."""
        rows = self._taught if names is None else self._rows(names)
        return [own @ taught.T for own, taught in zip(rows, self._taught, strict=True)]

    def _rows(self, names: Sequence[str]) -> tuple[Rows, Rows, Rows, Rows]:
        return (
            self._words.rows([_words(name) for name in names]),
            self._letters.rows([_letters(name) for name in names]),
            np.asarray(self._embedder.embed([bare(name) or name for name in names])),
            np.stack([self._named(name) for name in names]),
        )

    def _named(self, name: str) -> Rows:
        row = np.zeros(len(self._topics), dtype=np.float32)
        for score in self._classifier.classify(bare(name), ""):
            row[self._topics[score.id]] = score.confidence
            area = self._topics[score.id.partition(".")[0]]
            row[area] = max(row[area], _AREA * score.confidence)
        return row


class _Counts:
    """Rows of counts, logarithmic, weighed by rarity (tf-idf, Salton and Buckley 1988), of length one."""

    def __init__(self, taught: Sequence[Counter[str]], least: int) -> None:
        seen = Counter(sign for counts in taught for sign in counts)
        kept = sorted(sign for sign, times in seen.items() if times >= least)
        self._place = {sign: i for i, sign in enumerate(kept)}
        self._rarity = [math.log((1 + len(taught)) / (1 + seen[sign])) + 1 for sign in kept]

    def rows(self, names: Sequence[Counter[str]]) -> Rows:
        rows = np.zeros((len(names), len(self._place)), dtype=np.float32)
        for row, counts in zip(rows, names, strict=True):
            for sign, times in counts.items():
                place = self._place.get(sign)
                if place is not None:
                    row[place] = (1 + math.log(times)) * self._rarity[place]
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def bare(name: str) -> str:
    """Return a name without its year."""
    return " ".join(_YEAR.sub("", name).split())


def _words(name: str) -> Counter[str]:
    words = _WORD.findall(fold(bare(name)))
    parts = (f"part {fold(part)}" for part in _PART.findall(bare(name)))
    return Counter([*words, *(f"{one} {other}" for one, other in pairwise(words)), *parts])


def _letters(name: str) -> Counter[str]:
    written = f" {' '.join(_WORD.findall(fold(bare(name))))} "
    return Counter(written[i : i + n] for n in _LETTERS for i in range(len(written) - n + 1))
