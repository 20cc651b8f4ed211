"""How well the classifier that serves tells topics by names alone, with a head and without."""

from collections.abc import Iterator, Sequence

from deploy.evaluation.topics.macro_f1 import macro_f1
from deploy.evaluation.topics.names import Names
from shared.text.embedding import Embedder
from shared.topics import Classifier, TopicTree
from shared.topics.head import Head

_HINT = "software"
"""What an operator says of a list of software conferences."""
_SILENT = "none"
Row = tuple[str, float, float, float]
"""What was asked, macro-F1, the share with a right first topic, the share that got none."""


def serving(asked: Names, tree: TopicTree, embedder: Embedder, head: Head) -> Iterator[Row]:
    """Yield a row for each way of asking; a first topic is right where it is one that its label means."""
    for what, learnt in (("no head", None), ("head", head)):
        classifier = Classifier(tree, embedder, learnt)
        for source, hints in (("source unknown", ()), (f'source says "{_HINT}"', (_HINT,))):
            told = [_first(classifier, name, hints) for name in asked]
            yield (f"serving, {what}, {source}", *_scores(told, list(asked.values()), tree))


def _first(classifier: Classifier, name: str, hints: tuple[str, ...]) -> str:
    scores = classifier.classify(name, "", hints)
    return scores[0].id if scores else _SILENT


def _scores(
    told: Sequence[str], truth: Sequence[frozenset[str]], tree: TopicTree
) -> tuple[float, float, float]:
    means = {label: frozenset(tree.hints.get(label, (label,))) for labels in truth for label in labels}
    labels = [_label(topic, of, means) for topic, of in zip(told, truth, strict=True)]
    wanted = [label if label in of else min(of) for label, of in zip(labels, truth, strict=True)]
    right = sum(label in of for label, of in zip(labels, truth, strict=True))
    return macro_f1(wanted, labels), right / len(told), sum(it == _SILENT for it in told) / len(told)


def _label(topic: str, truth: frozenset[str], means: dict[str, frozenset[str]]) -> str:
    """Return the label that a topic stands for, a true one before others."""
    fitting = [label for label in [*sorted(truth), *sorted(means)] if topic in means[label]]
    return fitting[0] if fitting else _SILENT
