"""The sample people as written in `deploy/samples/people.toml`, as profiles."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.samples.table import HERE, City, cities, slug
from shared.contracts.people import Profile
from shared.text import fold
from shared.topics import TopicTree

DOMAIN = "sample.acquaint.example"
"""Nobody can own it (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """An invented person with an address that reaches nobody."""

    email: str
    profile: Profile


def sample_people(tree: TopicTree) -> tuple[SamplePerson, ...]:
    """Return everybody; interests that name a topic become its id."""
    ids = topic_words(tree)
    known = cities()
    rows = tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))["people"]
    return tuple(
        SamplePerson(f"{_local_part(row['name'])}@{DOMAIN}", _profile(row, known[row["city"]], ids))
        for row in rows
    )


def topic_words(tree: TopicTree) -> Mapping[str, str]:
    """Return folded labels and aliases with the topic they name; a label outranks another's alias."""
    aliases = {fold(alias): topic.id for topic in tree.topics.values() for alias in topic.aliases}
    return aliases | {fold(topic.label): topic.id for topic in tree.topics.values()}


def _profile(row: Mapping[str, Any], city: City, ids: Mapping[str, str]) -> Profile:
    return Profile.model_validate(
        {
            "display_name": row["name"],
            "headline": row["headline"],
            "bio": row["bio"],
            "interests": [ids.get(fold(word), word) for word in row["interests"]],
            "skills": row["skills"],
            "needs": list(_asks(row["needs"])),
            "offers": list(_asks(row["offers"])),
            "goals": row["goals"],
            "languages": [
                dict(zip(("tag", "level"), each.split(":"), strict=True)) for each in row["languages"]
            ],
            "place": {"city": city.city, "country": city.country},
            "timezone": city.timezone,
            "seniority": row["seniority"],
            "organisation": row["organisation"],
            "visibility": row.get("visibility", {}),
        }
    )


def _asks(lines: list[str]) -> Iterator[dict[str, str]]:
    for line in lines:
        kind, _, text = line.partition(": ")
        yield {"kind": kind, "text": text}


def _local_part(name: str) -> str:
    return slug(name).replace("-", ".")
