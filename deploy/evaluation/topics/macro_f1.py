"""The mean F1 of topics."""

from collections.abc import Sequence


def macro_f1(truth: Sequence[str], told: Sequence[str]) -> float:
    """Return the mean F1 of all topics that are true or told somewhere."""
    topics = sorted({*truth, *told})
    return sum(_f1(topic, truth, told) for topic in topics) / len(topics)


def _f1(topic: str, truth: Sequence[str], told: Sequence[str]) -> float:
    right = sum(one == other == topic for one, other in zip(truth, told, strict=True))
    return 2 * right / (truth.count(topic) + told.count(topic))
