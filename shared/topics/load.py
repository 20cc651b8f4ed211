"""Reading the topic tree from its files, and refusing one that contradicts itself."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from shared.text.fold import fold
from shared.topics.tree import Area, Topic, TopicTree
from shared.topics.words import words_of

_DATA = Path(__file__).parent / "data"
_ORDER = "areas.toml"
_HINTS = "hints.toml"
_NOISE = "noise.toml"


@cache
def load_topics() -> TopicTree:
    """Read and check the tree; the same object on every call.

    Raises:
        ValueError: an alias or a hint is not unique or names an unknown topic; the message says which.
    """
    areas: dict[str, Area] = {}
    topics: dict[str, Topic] = {}
    for slug in _read(_DATA / _ORDER)["areas"]:
        document = _read(_DATA / f"{slug}.toml")
        areas[slug] = _area(slug, document)
        topics |= {topic.id: topic for topic in _topics(slug, document)}
    check_aliases(topics.values())
    noise = frozenset(word.key for text in _read(_DATA / _NOISE)["words"] for word in words_of(text))
    return TopicTree(areas, topics, _hints(_read(_DATA / _HINTS), topics), noise)


def check_aliases(topics: Iterable[Topic]) -> None:
    """Raise ValueError when two topics claim the same words."""
    owners: dict[tuple[str, ...], str] = {}
    for topic in topics:
        for alias in {topic.label, *topic.aliases, *topic.exact, *topic.guarded}:
            key = tuple(word.key for word in words_of(alias))
            owner = owners.setdefault(key, topic.id)
            if not key or owner != topic.id:
                raise ValueError(f"alias {alias!r} of {topic.id} is empty or taken by {owner}")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _area(slug: str, document: dict[str, Any]) -> Area:
    called = tuple(document.get("called", ()))
    return Area(slug, document["label"], document["description"], tuple(document["context"]), called)


def _topics(area: str, document: dict[str, Any]) -> Iterable[Topic]:
    for slug, entry in document["topics"].items():
        yield Topic(
            id=f"{area}.{slug}",
            label=entry["label"],
            area=area,
            description=entry["description"],
            aliases=tuple(entry["aliases"]),
            exact=tuple(entry.get("exact", ())),
            guarded=tuple(entry.get("guarded", ())),
            source=entry.get("source", document["source"]),
            called=tuple(entry.get("called", ())),
        )


def _hints(document: dict[str, Any], topics: dict[str, Topic]) -> dict[str, tuple[str, ...]]:
    hints = {fold(name): tuple(ids) for name, ids in document["hints"].items()}
    for name, ids in hints.items():
        if unknown := set(ids) - topics.keys():
            raise ValueError(f"hint {name!r} names unknown topics: {sorted(unknown)}")
    return hints
