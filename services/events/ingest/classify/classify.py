"""The kind and the topics of a listing, and what else its words say."""

from collections.abc import Sequence
from typing import Protocol

from services.events.ingest.classify.conclude import concluded
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
    """Return listings with kinds, topics and what their texts say; what the source calls them is a hint."""
    described = [
        (
            listing.title,
            (listing.description or listing.summary or "")[:LONGEST_TEXT],
            (*raw.categories, *hints),
        )
        for raw, listing in told
    ]
    return [
        concluded(listing, kind_of(raw, listing, source_format), scores)
        for (raw, listing), scores in zip(told, classifier.classify_all(described), strict=True)
    ]
