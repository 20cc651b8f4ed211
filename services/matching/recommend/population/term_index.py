"""Words that people of a roster share, weighed by how few of them use each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from scipy.sparse import csr_array

from services.matching.recommend.arrays import Floats, Ints
from shared.text import fold

_WORD = re.compile(r"[^\W_]{2,}")
_NO_SPACES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # kana, Chinese characters
_UNSPACED = re.compile(f"[{_NO_SPACES}]")
_RUN = re.compile(f"[{_NO_SPACES}]+|[^{_NO_SPACES}]+")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("s", ""))
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """How many of a population use each word; the words of two and more have a column in `terms`.

    `usual` is the mean length, as a vector, of what those say who say anything.
    """

    people: int
    users: Counter[str]
    terms: Mapping[str, int]
    usual: float

    def rare(self, share: float) -> Ints:
        """Return the columns of words that two people use, or no more than this share of them."""
        most = max(2.0, share * self.people)
        return np.array([i for stem, i in self.terms.items() if self.users[stem] <= most], dtype=np.int64)


def count_stems(texts: Iterable[str]) -> Counter[str]:
    """Count the words of one person; where none are set apart, every two characters that stand together."""
    return Counter(chain.from_iterable(map(stems, texts)))


@lru_cache(maxsize=1 << 8)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order; of a person all is looked at twice, one after another."""
    return tuple(map(_stem, _words(text)))


def _words(text: str) -> Iterable[str]:
    found = _WORD.findall(text)
    return found if text.isascii() else chain.from_iterable(map(_apart, found))


def _apart(word: str) -> Iterable[str]:
    """Yield a word as it is, but of Chinese and Japanese its pairs, as search engines cut them."""
    for run in _RUN.findall(word):
        if _UNSPACED.match(run):
            yield from map("".join, pairwise(run))
        elif len(run) > 1:
            yield run


def vocabulary(counted: Sequence[Counter[str]]) -> Vocabulary:
    """Tell which words are rare among some people."""
    users = Counter(chain.from_iterable(counted))
    shared = sorted(stem for stem, count in users.items() if count > 1)
    lengths = _lengths(*_weights(counted, users, len(counted)), len(counted))
    said = lengths[lengths > 0]
    usual = float(said.mean()) if said.size else 1.0
    return Vocabulary(len(counted), users, {stem: i for i, stem in enumerate(shared)}, usual)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Each word of each of `people`: by whom (`lines`), its column (-1: nobody else's), its weight."""

    people: int
    lines: Ints
    columns: Ints
    weights: Floats


def weigh(counted: Sequence[Counter[str]], words: Vocabulary) -> Weighed:
    """Weigh the words of some people by how rare each is in a population, of these people or others."""
    lines, weights = _weights(counted, words.users, words.people)
    columns = np.array([words.terms.get(stem, -1) for own in counted for stem in own], dtype=np.int64)
    return Weighed(len(counted), lines, columns, weights)


def term_rows(said: Weighed, words: Vocabulary, slope: float = 1.0) -> csr_array:
    """Return rows whose product is how alike the words of two people are: these people's, or others'.

    Values are (1 + ln tf) * ln((N + 1) / (df + 0.5)) over the length of all of a person's (Salton and Buckley
    1988): the product is their cosine. With a slope below 1 the length that counts lies so far between the
    usual one and their own, so that who says more is alike to more people (Singhal, Buckley and Mitra 1996).
    Words of one person alone match nobody: they are left out of the columns, but not of the length.
    """
    length = (1 - slope) * words.usual + slope * _lengths(said.lines, said.weights, said.people)
    kept = said.columns >= 0
    lines, columns = said.lines[kept], said.columns[kept]
    values = said.weights[kept] / length[lines]
    rows = csr_array((values, (lines, columns)), shape=(said.people, len(words.terms)))
    rows.sort_indices()
    return rows


def _weights(counted: Sequence[Counter[str]], users: Counter[str], people: int) -> tuple[Ints, Floats]:
    """Return of each word of each person whose it is, and its weight."""
    lines = np.repeat(np.arange(len(counted)), [len(own) for own in counted])
    times = np.array([n for own in counted for n in own.values()], dtype=np.float64)
    having = np.array([users.get(stem, 0) for own in counted for stem in own], dtype=np.float64)
    return lines, (1 + np.log(times)) * np.log((people + 1) / (having + 0.5))


def _lengths(lines: Ints, weights: Floats, people: int) -> Floats:
    return np.sqrt(np.bincount(lines, weights**2, minlength=people))


@lru_cache(maxsize=1 << 16)
def _stem(written: str) -> str:
    """Take off a plural alone: stronger stemming won nothing on real texts, and joins other words."""
    word = fold(written)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word if word.endswith(("ss", "us", "is")) else word[: -len(ending)] + instead
    return word
