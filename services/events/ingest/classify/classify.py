"""The kind and the topics of a listing."""

from dataclasses import replace
from typing import Protocol

from services.events.ingest.classify.kind import kind_of
from services.events.ingest.model import Listing, RawListing
from shared.topics import TopicScore

LONGEST_TEXT = 2000
"""Characters of description that the topics are told from; what follows is small print."""


class TopicClassifier(Protocol):
    """Tells topics from words; deterministic (`shared.topics.Classifier`)."""

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        """Return topics, the surest first."""
        ...


def classified(
    raw: RawListing,
    listing: Listing,
    source_format: str | None,
    hints: tuple[str, ...],
    classifier: TopicClassifier,
) -> Listing:
    """Return the listing with its kind and topics; what the source calls it counts as a hint."""
    text = (listing.description or listing.summary or "")[:LONGEST_TEXT]
    scores = classifier.classify(listing.title, text, (*raw.categories, *hints))
    topics = tuple((score.id, round(score.confidence, 4)) for score in scores)
    return replace(listing, kind=kind_of(raw, listing, source_format), topics=topics)
