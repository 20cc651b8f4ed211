"""Words that people of a roster share, weighed by how few of them use each: what latent semantics rest on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from scipy.sparse import csr_array

from shared.text import fold

_WORD = re.compile(r"[^\W_]{2,}")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("s", ""))
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """Row p of `rows` weighs the words of person p; the product of two rows is their cosine, in [0, 1].

    A person's values are (1 + ln tf) * ln((N + 1) / (df + 0.5)), of unit length in all (Salton and Buckley
    1988). Words of one person alone match nobody: they are left out of the columns, but not of the length.
    """

    terms: Mapping[str, int]
    rows: csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """How many of a population use each word; the words of two and more have a column in `terms`."""

    people: int
    users: Counter[str]
    terms: Mapping[str, int]


def build_term_index(texts: Sequence[Iterable[str]]) -> TermIndex:
    """Index the texts of the people of a roster, in its order."""
    counted = [count_stems(own) for own in texts]
    words = vocabulary(counted)
    return TermIndex(words.terms, term_rows(counted, words))


def count_stems(texts: Iterable[str]) -> Counter[str]:
    """Count the words of one person."""
    return Counter(stem for text in texts for stem, _ in stems(text))


def vocabulary(counted: Sequence[Counter[str]]) -> Vocabulary:
    """Tell which words are rare among some people."""
    users = Counter(stem for own in counted for stem in own)
    shared = sorted(stem for stem, count in users.items() if count > 1)
    return Vocabulary(len(counted), users, {stem: i for i, stem in enumerate(shared)})


def term_rows(counted: Sequence[Counter[str]], words: Vocabulary) -> csr_array:
    """Return the rows of `TermIndex`, of these people or of others."""
    weighed = [_weights(own, words) for own in counted]
    starts = np.cumsum([0, *(len(own) for own in weighed)])
    columns = np.array([term for own in weighed for term, _ in own], dtype=np.int64)
    values = np.array([value for own in weighed for _, value in own], dtype=np.float64)
    return csr_array((values, columns, starts), shape=(len(counted), len(words.terms)))


def stems(text: str) -> list[tuple[str, str]]:
    """Return (stem, word as written) of a text's words in order. Only plurals are taken off.

    Stronger stemming won nothing on real texts and would join words of other meaning.
    """
    return [(_stem(word), word) for word in _WORD.findall(text)]


@lru_cache(maxsize=1 << 16)
def _stem(written: str) -> str:
    word = fold(written)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word if word.endswith(("ss", "us", "is")) else word[: -len(ending)] + instead
    return word


def _weights(own: Mapping[str, int], words: Vocabulary) -> list[tuple[int, float]]:
    users, terms, whole = words.users, words.terms, words.people + 1
    weighed = {stem: (1 + log(n)) * log(whole / (users[stem] + 0.5)) for stem, n in own.items()}
    length = sum(value * value for value in weighed.values()) ** 0.5 or 1.0
    return sorted((terms[stem], value / length) for stem, value in weighed.items() if stem in terms)
