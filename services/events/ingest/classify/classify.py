"""The kind and the topics of a listing, and what else its words say."""

from collections.abc import Sequence
from typing import Final, Protocol

from services.events.ingest.classify.conclude import concluded
from services.events.ingest.classify.hints import told_topics
from services.events.ingest.classify.kind import kind_of, sign_of_a_list
from services.events.ingest.model import Listing, Place, RawListing
from shared.topics import Described, TopicScore

LONGEST_TEXT = 2000
"""Characters of description that the topics are told from; what follows is small print."""
_SHORTEST_NAME: Final = 4


class TopicClassifier(Protocol):
    """Tells topics from words; deterministic (`shared.topics.Classifier`)."""

    def classify_all(self, described: Sequence[Described]) -> list[tuple[TopicScore, ...]]:
        """Return the topics of each (title, text, hints), the surest first."""


def classified(
    told: Sequence[tuple[RawListing, Listing]],
    source_format: str | None,
    hints: tuple[str, ...],
    classifier: TopicClassifier,
) -> list[Listing]:
    """Return listings with kinds, topics and what their texts say; what the source calls them is a hint."""
    described = [
        (
            _without_place(" ".join(filter(None, (listing.title, listing.other_name))), listing.place),
            _without_place((listing.description or listing.summary or "")[:LONGEST_TEXT], listing.place),
            (*_told(raw, source_format), *hints),
        )
        for raw, listing in told
    ]
    return [
        concluded(listing, kind_of(raw, listing, source_format, has_topic=bool(scores)), scores)
        for (raw, listing), scores in zip(told, classifier.classify_all(described), strict=True)
    ]


def _told(raw: RawListing, source_format: str | None) -> tuple[str, ...]:
    if not raw.categories:
        return ()
    return told_topics(raw.categories, of_conferences=bool(sign_of_a_list(raw, source_format)))


def _without_place(text: str, place: Place | None) -> str:
    """Return the text without where it takes place: what meets at a winery is not about wine."""
    names = () if place is None else (place.venue, place.city)
    for name in names:
        if name and len(name) >= _SHORTEST_NAME and name in text and name != text:
            text = without_name(text, name)
    return text


def without_name(text: str, name: str) -> str:
    """Return a text with a blank for a name where it stands as words of its own."""
    kept, end, at = list[str](), 0, text.find(name)
    while at >= 0:
        behind = at + len(name)
        if _is_of_a_word(text[at - 1 : at]) or _is_of_a_word(text[behind : behind + 1]):
            at = text.find(name, at + 1)
        else:
            kept.append(text[end:at])
            end, at = behind, text.find(name, behind)
    return " ".join([*kept, text[end:]])


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
