"""From a profile to traits: topics with evidence, sentences with vectors. Hidden fields take no part."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Protocol

import numpy as np

from services.matching.people.person import Sentence, TopicEvidence, Traits, Vectors
from services.matching.people.seeking import states_need
from services.matching.people.visibility import may_influence
from services.matching.people.words import TopicWords
from shared.contracts.people import Profile
from shared.text import fold
from shared.topics import TopicScore

STATED, SKILLED, READ = 1.0, 0.6, 0.3
"""Weight of a topic that was stated as an interest, as a skill, or read out of running text."""

SHORT = 160
"""Characters of a text that is no longer than a headline may be."""
MAX_SENTENCES = 60
MAX_SENTENCE_CHARACTERS = 300
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_BREAK = re.compile(r"<(?:br|/?(?:p|div|li|ul|ol|h[1-6]))\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,500}>")


class Classifier(Protocol):
    """Finds the topics of a text."""

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        """Return at most five topics, the surest first."""
        ...


class Embedder(Protocol):
    """Turns texts into vectors."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per text; a zero row for an empty one."""
        ...


def derive(profile: Profile, words: TopicWords, classifier: Classifier, embedder: Embedder) -> Traits:
    """Derive everything that scoring reads from a profile. Deterministic."""
    sentences = tuple(_sentences(profile, words, classifier))[:MAX_SENTENCES]
    topics = (*_stated(profile, words), *_read(profile, words, classifier))
    values = values_of(profile)
    wants = {value: 1 / len(values) for value in values}
    vectors = np.asarray(embedder.embed([sentence.text for sentence in sentences]), dtype=np.float32)
    return Traits(topics, sentences, vectors, wants, dict.fromkeys(values, 1.0))


def values_of(profile: Profile) -> tuple[str, ...]:
    """Return what a person values, folded: they bring it and look for it in others."""
    if not may_influence(profile, "values"):
        return ()
    return tuple(sorted({fold(value).strip() for value in profile.values}))


def _stated(profile: Profile, words: TopicWords) -> Iterator[TopicEvidence]:
    for field, phrases, weight in (
        ("interests", profile.interests, STATED),
        ("skills", profile.skills, SKILLED),
    ):
        if may_influence(profile, field):
            for i, phrase in enumerate(phrases):
                topic, label = words.find(phrase)
                yield TopicEvidence(topic, weight, f"{field}[{i}]", field, label)


def _read(profile: Profile, words: TopicWords, classifier: Classifier) -> Iterator[TopicEvidence]:
    """Yield what running text tells; a sentence alone says it as firmly as a headline, but not as a name."""
    for field, text in (("headline", plain(profile.headline or "")), ("bio", plain(profile.bio or ""))):
        if not text or not may_influence(profile, field):
            continue
        is_line = field == "headline" or len(text) <= SHORT
        found = classifier.classify(*((text, "") if is_line else ("", text)))
        for score in found:
            label = words.labels[score.id]
            said = field == "headline" or not is_line or fold(label) in fold(text)
            if score.is_named or " " in text:  # what one word is only like, it is not: `Student`
                yield TopicEvidence(score.id, READ, field, field, label, score.is_named and said)
        if is_line and not found and (named := words.field_in(text)) is not None:
            yield TopicEvidence(named, READ, field, field, words.labels[named], True)


def _sentences(profile: Profile, words: TopicWords, classifier: Classifier) -> Iterator[Sentence]:
    """Yield what was said most deliberately first, since only so many are kept; in a field nothing twice."""
    pieces = (*_asked(profile, words, classifier), *_named(profile, words), *_written(profile, classifier))
    said = set[tuple[str, str, str]]()
    for kind, piece in pieces:
        key = piece.field, kind, " ".join(fold(piece.text).split())
        if key not in said and may_influence(profile, piece.field):
            said.add(key)
            yield piece


def _asked(profile: Profile, words: TopicWords, classifier: Classifier) -> Iterator[tuple[str, Sentence]]:
    for field in ("needs", "offers"):
        for i, item in enumerate(getattr(profile, field)):
            found = [score.id for score in classifier.classify(item.text, "")][:2]
            topics = tuple(found or filter(None, [words.field_in(item.text)]))
            yield item.kind, Sentence(f"{field}[{i}]", field, item.text, topics)


def _named(profile: Profile, words: TopicWords) -> Iterator[tuple[str, Sentence]]:
    for field in ("skills", "interests"):
        for i, phrase in enumerate(getattr(profile, field)):
            yield "", Sentence(f"{field}[{i}]", field, words.spelt(phrase))


def _written(profile: Profile, classifier: Classifier) -> Iterator[tuple[str, Sentence]]:
    for field in ("headline", "bio"):
        for text in split_sentences(getattr(profile, field) or ""):
            found = classifier.classify(text, "") if states_need(text) else ()
            yield "", Sentence(field, field, text, tuple(score.id for score in found)[:2])


def split_sentences(text: str) -> tuple[str, ...]:
    """Split running text at sentence ends and line breaks; each at most 300 characters, none with markup."""
    parts = (part.strip()[:MAX_SENTENCE_CHARACTERS] for part in _SENTENCE_END.split(plain(text)))
    return tuple(part for part in parts if len(part) > 1)


def plain(text: str) -> str:
    """Return a text without the HTML that CVs and attendee lists bring along: tags are nobody's words."""
    if "<" not in text and "&" not in text:
        return text
    return unescape(_TAG.sub("", _BREAK.sub("\n", text)))
