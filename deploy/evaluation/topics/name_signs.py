"""How like conference names are to those taught: by words, letters, meaning and named topics."""

from collections.abc import Sequence

import numpy as np

from shared.text.embedding import Embedder
from shared.topics import Classifier, TopicTree
from shared.topics.name_signs import Counts, Rows, bare, name_letters, name_words, named_row

_SELDOM = 2
"""A run of letters seen fewer times teaches nothing."""


class Signs:
    """Four groups of signs of names, learnt from the names taught: `similarities` of any names with those."""

    def __init__(self, taught: Sequence[str], tree: TopicTree, embedder: Embedder) -> None:
        self._classifier = Classifier(tree, embedder)
        self._embedder = embedder
        self.named = {topic: i for i, topic in enumerate(sorted({*tree.topics, *tree.areas}))}
        self.words = Counts.of([name_words(name) for name in taught], least=1)
        self.letters = Counts.of([name_letters(name) for name in taught], least=_SELDOM)
        self.taught = self._rows(taught)

    def similarities(self, names: Sequence[str] | None = None) -> list[Rows]:
        """Return, for each group, how like names are to those taught; the taught themselves by default."""
        rows = self.taught if names is None else self._rows(names)
        return [own @ taught.T for own, taught in zip(rows, self.taught, strict=True)]

    def _rows(self, names: Sequence[str]) -> tuple[Rows, Rows, Rows, Rows]:
        return (
            self.words.rows([name_words(name) for name in names]),
            self.letters.rows([name_letters(name) for name in names]),
            np.asarray(self._embedder.embed([bare(name) or name for name in names])),
            np.stack([self._named(name) for name in names]),
        )

    def _named(self, name: str) -> Rows:
        scores = self._classifier.classify(bare(name), "")
        return named_row(((score.id, score.confidence) for score in scores), self.named)
