"""A small world of people for the tests of matching: a topic tree, words with vectors, profiles."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b

import numpy as np

from services.matching.people.derive import derive
from services.matching.people.person import Person, Vectors
from services.matching.people.words import TopicWords
from services.matching.recommend.candidates.roster import Gathering, Members, Roster, build_roster
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.pipeline import Kit
from services.matching.recommend.population.topic_index import Background
from shared.contracts.people import AttendanceStatus, Profile
from shared.text import fold
from shared.topics import Area, Topic, TopicScore, TopicTree

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PARAMETERS = load_parameters()


def _topic(topic_id: str, label: str, *aliases: str) -> Topic:
    return Topic(
        id=topic_id, label=label, area=topic_id.partition(".")[0], description=label, aliases=aliases
    )


TREE = TopicTree(
    areas={
        "software": Area("software", "Software", "Software"),
        "food": Area("food", "Food", "Food", called=("cook",)),
    },
    topics={
        topic.id: topic
        for topic in (
            _topic("software.kubernetes", "Kubernetes", "k8s"),
            _topic("software.python", "Python"),
            _topic("software.databases", "Databases", "postgres"),
            _topic("food.baking", "Baking", "bread"),
            _topic("food.nutrition", "Nutrition"),
        )
    },
    hints={},
)
WORDS = TopicWords(TREE)
KIT = Kit(PARAMETERS, WORDS.labels, b"key")


class WordEmbedder:
    """Each word is a fixed random direction; a text is their sum. Texts are alike when they share words."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in fold(text).split():
                seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
                row[:] += np.random.default_rng(seed).standard_normal(256)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows


class LabelClassifier:
    """Judges a text to be like each topic whose label stands in it."""

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        del hints
        said = fold(f"{title} {text}")
        found = (topic for topic in TREE.topics.values() if fold(topic.label) in said)
        return tuple(TopicScore(topic.id, 0.9, f'resembles "{topic.label}"') for topic in found)


def person(name: str, **fields: object) -> Person:
    """Derive a person with the id `per_<name>` from profile fields."""
    profile = Profile.model_validate({"display_name": name.title(), **fields})
    return Person(
        id=f"per_{name}",
        profile=profile,
        version=1,
        updated_at=NOW,
        traits=derive(profile, WORDS, LabelClassifier(), WordEmbedder()),
    )


def roster(*people: Person, event_id: str | None = "evt_here", languages: tuple[str, ...] = ()) -> Roster:
    """Build the roster of an event in Lisbon to which all of them go."""
    gathering = Gathering(event_id, "Cloud Day", "Lisbon", NOW, languages)
    members = Members(gathering, people, tuple(AttendanceStatus.GOING for _ in people))
    return build_roster(members, NOW, WORDS.labels, Background(0, {}), PARAMETERS)
