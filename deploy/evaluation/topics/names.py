"""Conference names with the topics that a list files them under: folders of confs.tech, and our own table.

A file is a topic, its name the topic's; it holds a JSON array of records with `name`. What stands in
`general.json` is filed under nothing and left out.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from shared.kernel.errors import AppError, Kind
from shared.topics import TopicTree

NOTHING = "general"
_TABLE = Path(__file__).with_name("confs_topics.toml")

Names = dict[str, frozenset[str]]
"""Names to their topics."""


def read_names(folders: Sequence[Path]) -> Names:
    """Return every distinct name in the folders and below, in order.

    Raises:
        AppError: `no_names`, or `file_unreadable`.
    """
    found: dict[str, set[str]] = {}
    for path in sorted({path for folder in folders for path in folder.rglob("*.json")}):
        if path.stem != NOTHING:
            for name in _names_in(path):
                found.setdefault(name, set()).add(path.stem)
    if not found:
        told = ", ".join(map(str, folders))
        raise AppError("no_names", Kind.MISSING, f"No topic files (such as 2025/python.json) below {told}.")
    return {name: frozenset(topics) for name, topics in sorted(found.items())}


def _names_in(path: Path) -> list[str]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [name for row in rows if (name := " ".join(row["name"].split()))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        detail = (
            f"{path} is no list of conferences with names ({type(error).__name__}): leave it out or mend it."
        )
        raise AppError("file_unreadable", Kind.INVALID, detail) from None


def our_words(tree: TopicTree) -> tuple[Names, Names]:
    """Return what our own table says names a topic: its words, and the aliases of the tree's topics.

    An alias of a topic that stands for several of theirs is left out.
    """
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    stands = {theirs: _expanded(row["topics"], tree) for theirs, row in table.items()}
    exactly = {theirs: {it for it in row["topics"] if it in tree.topics} for theirs, row in table.items()}
    claimed = Counter(topic for topics in exactly.values() for topic in topics)
    aliases: dict[str, set[str]] = {}
    for theirs, topics in stands.items():
        for topic in topics:
            if claimed[topic] == (topic in exactly[theirs]):
                it = tree.topics[topic]
                for alias in (it.label, *it.aliases, *it.exact):
                    aliases.setdefault(alias, set()).add(theirs)
    words: dict[str, set[str]] = {}
    for theirs, row in table.items():
        for word in row["words"]:
            words.setdefault(word, set()).add(theirs)
    return _frozen(words), _frozen({name: it for name, it in aliases.items() if name not in words})


def _expanded(topics: Sequence[str], tree: TopicTree) -> set[str]:
    """Put an area's topics for "area.*"."""
    areas = tuple(it.removesuffix("*") for it in topics if it.endswith("*"))
    return {it for it in tree.topics if it in topics or (areas and it.startswith(areas))}


def _frozen(found: dict[str, set[str]]) -> Names:
    return {name: frozenset(topics) for name, topics in sorted(found.items())}
