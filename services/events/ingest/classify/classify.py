"""The kind and the topics of a listing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from services.events.ingest.classify.kind import kind_of
from services.events.ingest.model import Listing, RawListing
from shared.topics import Described, TopicScore

LONGEST_TEXT = 2000
"""Characters of description that the topics are told from; what follows is small print."""


class TopicClassifier(Protocol):
    """Tells topics from words; deterministic (`shared.topics.Classifier`)."""

    def classify_all(self, described: Sequence[Described]) -> list[tuple[TopicScore, ...]]:
        """Return the topics of each (title, text, hints), the surest first."""
        ...


def classified(
    told: Sequence[tuple[RawListing, Listing]],
    source_format: str | None,
    hints: tuple[str, ...],
    classifier: TopicClassifier,
) -> list[Listing]:
    """Return the listings with their kinds and topics; what the source calls them counts as a hint."""
    described = [
        (
            listing.title,
            (listing.description or listing.summary or "")[:LONGEST_TEXT],
            (*raw.categories, *hints),
        )
        for raw, listing in told
    ]
    return [
        replace(
            listing,
            kind=kind_of(raw, listing, source_format),
            topics=tuple((score.id, round(score.confidence, 4)) for score in scores),
        )
        for (raw, listing), scores in zip(told, classifier.classify_all(described), strict=True)
    ]
