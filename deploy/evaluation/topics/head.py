"""A topic for a conference's name, learnt from labelled names: kernel logistic regression.

Softmax over a weighted sum of similarities to the names taught, with a ridge penalty, by Nesterov's
accelerated gradient (1983); a name of several topics teaches each in part, rare topics weigh more. Our own
words for a topic teach beside the labelled names, so that a topic with few names is known by its words.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from deploy.evaluation.topics.name_signs import Signs
from deploy.evaluation.topics.names import Names, our_words
from shared.text.embedding import Embedder
from shared.topics import TopicTree
from shared.topics.head import Head

Rows = npt.NDArray[np.float32]

_GROUPS = (8.0, 4.0, 4.0, 4.0)
"""Weights of words, letters, meaning and named topics; chosen with the others by leaving out a year."""
_RIDGE = 1e-3
_RARE = 0.3
"""Power of one over a topic's frequency by which its names weigh."""
_OWN_WORDS, _ALIASES = 1.0, 0.3
"""Weights of a word of our table and of an alias of the tree beside a labelled name."""
_SMOOTHING = 2.0
_ROUNDS = 150


class TopicHead:
    """Learns when it is made; then pure and deterministic."""

    def __init__(self, labelled: Names, tree: TopicTree, embedder: Embedder) -> None:
        words, aliases = our_words(tree)
        taught = [*labelled.items(), *words.items(), *aliases.items()]
        self.topics = tuple(sorted({topic for _, topics in taught for topic in topics}))
        self._signs = Signs([name for name, _ in taught], tree, embedder)
        target = self._target([topics for _, topics in taught])
        share = np.repeat((1.0, _OWN_WORDS, _ALIASES), (len(labelled), len(words), len(aliases)))
        frequency = target[: len(labelled)].sum(axis=0) + _SMOOTHING
        weights = share * (target @ (frequency.sum() / frequency) ** _RARE)
        self._alphas = _learn(_kernel(self._signs.similarities()), target, weights / weights.mean())

    def classify(self, names: Sequence[str]) -> Rows:
        """Return the probability of each of `topics`, shape (names, topics)."""
        return _softmax(_kernel(self._signs.similarities(names)) @ self._alphas)

    def linear(self, ids: Mapping[str, str]) -> Head:
        """Return the same as weights of signs, for the services; `ids` are the tree's for our topics."""
        words, letters, meaning, named = (
            np.asarray(group * (rows.T @ self._alphas), dtype=np.float32)
            for group, rows in zip(_GROUPS, self._signs.taught, strict=True)
        )
        return Head(
            topics=tuple(ids[topic] for topic in self.topics),
            words=self._signs.words,
            letters=self._signs.letters,
            named=self._signs.named,
            weights=(words, letters, meaning, named),
            bias=self._alphas.sum(axis=0),
        )

    def _target(self, of_names: Sequence[frozenset[str]]) -> Rows:
        target = np.zeros((len(of_names), len(self.topics)), dtype=np.float32)
        for row, topics in zip(target, of_names, strict=True):
            row[[self.topics.index(topic) for topic in topics]] = 1 / len(topics)
        return target


def _kernel(similarities: Sequence[Rows]) -> Rows:
    """One is added for what all names have in common."""
    return np.asarray(sum(g * s for g, s in zip(_GROUPS, similarities, strict=True)) + 1, dtype=np.float32)


def _learn(kernel: Rows, target: Rows, weights: npt.NDArray[np.float64]) -> Rows:
    share = np.asarray(weights / len(kernel), dtype=np.float32)[:, None]
    step = 1 / (0.5 * _greatest(kernel, share) + _RIDGE)
    alphas = ahead = np.zeros_like(target)
    pace = 1.0
    for _ in range(_ROUNDS):
        slope = share * (_softmax(kernel @ ahead) - target) + _RIDGE * ahead
        moved = ahead - np.float32(step) * slope
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + np.float32((pace - 1) / next_pace) * (moved - alphas)
        alphas, pace = moved, next_pace
    return alphas


def _greatest(kernel: Rows, share: Rows) -> float:
    """Return the greatest eigenvalue of the weighed kernel, by power iteration."""
    vector = np.ones((len(kernel), 1), dtype=np.float32)
    for _ in range(15):
        vector = share * (kernel @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(share * (kernel @ vector)))


def _softmax(scores: Rows) -> Rows:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), dtype=np.float32)
