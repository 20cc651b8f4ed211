"""What the embedding is taught on: short texts of all professions. None of these sentences is shipped."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from shared.topics import TopicTree

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SKILL_WORDS = 24
"""ESCO skill texts run label, synonyms and description together; the start holds the labels."""


def all_phrases(taxonomy: Path, tree: TopicTree) -> list[str]:
    """Return the distinct phrases in a fixed order.

    Args:
        taxonomy: folder with `github_topics.json`, `esco_occupations.csv`, `esco_skills.json`.
        tree: our own topics.
    """
    sources = (_own(tree), _github(taxonomy), _occupations(taxonomy), _skills(taxonomy))
    phrases = dict.fromkeys(" ".join(phrase.split()) for source in sources for phrase in source)
    return [phrase for phrase in phrases if phrase]


def _own(tree: TopicTree) -> Iterator[str]:
    for area in tree.areas.values():
        yield from (area.label, area.description)
    for topic in tree.topics.values():
        yield from (topic.label, topic.description, f"{topic.label}: {topic.description}")
        yield from (*topic.aliases, *topic.exact)


def _github(taxonomy: Path) -> Iterator[str]:
    for topic in json.loads((taxonomy / "github_topics.json").read_text(encoding="utf-8")):
        yield from (topic["name"], topic["short"], f"{topic['name']}: {topic['short']}")
        yield from (alias.replace("-", " ") for alias in topic["aliases"])
        yield from _SENTENCE.split(topic["body"] or "")[:2]


def _occupations(taxonomy: Path) -> Iterator[str]:
    with (taxonomy / "esco_occupations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["PREFERREDLABEL"]
            yield from row["ALTLABELS"].split("\n")
            yield from _SENTENCE.split(row["DESCRIPTION"])[:2]


def _skills(taxonomy: Path) -> Iterator[str]:
    for text in json.loads((taxonomy / "esco_skills.json").read_text(encoding="utf-8")):
        words = text.split()
        yield " ".join(words[:4])
        yield " ".join(words[:_SKILL_WORDS])
        yield _SENTENCE.split(text)[-1]
