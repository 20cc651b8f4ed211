"""Words that people of a roster share, weighed by how few of them use each: what vectors of texts blur."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from services.matching.recommend.topic_index import Floats, Ints
from shared.text import fold

_WORD = re.compile(r"[^\W_]{2,}")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("s", ""))
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """Who uses which word: the entries of term t are `owners[starts[t]:starts[t + 1]]` and `values` alike.

    A person's values are (1 + ln tf) * ln((N + 1) / (df + 0.5)), of unit length in all (Salton and Buckley
    1988). Words of one person alone match nobody: they are left out of the entries, but not of the length.
    """

    people: int
    terms: Mapping[str, int]
    starts: Ints
    owners: Ints
    values: Floats
    of_owner: tuple[tuple[Ints, Floats], ...]

    def likeness(self, position: int) -> Floats:
        """Return the cosine of one person's words with everyone's, in [0, 1]; shape (people,)."""
        mine, weights = self.of_owner[position]
        if not len(mine):
            return np.zeros(self.people)
        lengths = self.starts[mine + 1] - self.starts[mine]
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        entries = np.repeat(self.starts[mine], lengths) + offsets
        products = np.repeat(weights, lengths) * self.values[entries]
        summed: Floats = np.bincount(self.owners[entries], products, minlength=self.people).astype(np.float64)
        return summed

    def pair(self, one: int, other: int) -> float:
        """Return the cosine of two people's words, in [0, 1]."""
        (mine, weights), (theirs, values) = self.of_owner[one], self.of_owner[other]
        _, here, there = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
        return float(weights[here] @ values[there])

    def users(self, term: str) -> int:
        """Return how many people use a word; 0 for one that is not shared."""
        place = self.terms.get(term)
        return 0 if place is None else int(self.starts[place + 1] - self.starts[place])


def build_term_index(texts: Sequence[Iterable[str]]) -> TermIndex:
    """Index the texts of the people of a roster, in its order."""
    counted = [Counter(stem for text in own for stem, _ in stems(text)) for own in texts]
    users = Counter(stem for own in counted for stem in own)
    terms = {stem: i for i, stem in enumerate(sorted(stem for stem, count in users.items() if count > 1))}
    of_owner = tuple(_weights(own, users, terms, len(counted)) for own in counted)
    return _turned(of_owner, terms)


def stems(text: str) -> list[tuple[str, str]]:
    """Return (stem, word as written) of a text's words in order. Only plurals are taken off.

    Stronger stemming won nothing on real texts and would join words of other meaning.
    """
    return [(_stem(fold(word)), word) for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word if word.endswith(("ss", "us", "is")) else word[: -len(ending)] + instead
    return word


def _weights(
    own: Mapping[str, int], users: Mapping[str, int], terms: Mapping[str, int], people: int
) -> tuple[Ints, Floats]:
    weighed = {stem: (1 + log(n)) * log((people + 1) / (users[stem] + 0.5)) for stem, n in own.items()}
    length = sum(value * value for value in weighed.values()) ** 0.5 or 1.0
    kept = sorted((terms[stem], value / length) for stem, value in weighed.items() if stem in terms)
    return np.array([term for term, _ in kept], dtype=np.int64), np.array([value for _, value in kept])


def _turned(of_owner: tuple[tuple[Ints, Floats], ...], terms: Mapping[str, int]) -> TermIndex:
    """Turn words by owner into owners by word."""
    nothing = np.zeros(0, dtype=np.int64)
    found = np.concatenate([own for own, _ in of_owner]) if of_owner else nothing
    values = np.concatenate([value for _, value in of_owner]) if of_owner else np.zeros(0)
    owners = np.repeat(np.arange(len(of_owner)), [len(own) for own, _ in of_owner])
    order = np.argsort(found, kind="stable")
    starts = np.searchsorted(found[order], np.arange(len(terms) + 1))
    return TermIndex(len(of_owner), terms, starts, owners[order], values[order], of_owner)
