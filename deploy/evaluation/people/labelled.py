"""Labelled people as the recommender knows people: columns feed the features that columns.toml names."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from services.matching.composition import load_language
from services.matching.people.interests import strengths
from services.matching.people.person import WIDTH, Person, Sentence, TopicEvidence, Traits, Visited
from services.matching.people.words import OWN_WORD
from shared.contracts.people import Profile
from shared.kernel.errors import AppError, Kind

Row = Mapping[str, Any]
LIKED = 7
"""A mark from 1 to 10 that says that something is liked."""
NOBODY = Profile(display_name="Somebody")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of one folder feed which feature; `people` is where its people are described."""

    topics: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    went: str | None = None
    knows: str | None = None
    people: str = "."

    def only_tags(self) -> "Columns":
        """Return the columns of a person who filled in `interests` alone."""
        tags = ("interests",)
        return Columns(
            topics=tags if tags[0] in self.topics else (),
            codes=tags if tags[0] in self.codes else (),
            ratings=tags if tags[0] in self.ratings else (),
            knows=self.knows,
            people=self.people,
        )

    def full(self) -> "Columns":
        """Return every column but those that others stand instead of."""
        return replace(self, topics=tuple(name for name in self.topics if name not in self.instead))


def columns_of(folder: Path, profile: str, kind: str) -> Columns:
    """Return the columns of a folder by its name, which starts with the kind of task: `t1`, `t2` or `t3`.

    Raises:
        AppError: `task_unknown` for a folder of another name or kind.
    """
    text = resources.files(__package__ or "").joinpath("columns.toml").read_text(encoding="utf-8")
    known = {name: its for name, its in tomllib.loads(text).items() if name.startswith(f"{kind}_")}
    name = folder.resolve().name
    if name not in known:
        detail = f"This can't be asked of {name}: name a folder with --data, one of {', '.join(known)}."
        raise AppError("task_unknown", Kind.INVALID, detail)
    columns = TypeAdapter(Columns).validate_python(known[name])
    return columns.only_tags() if profile == "tags" else columns.full()


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the lines of a TSV file by its header; none when there is no such file."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def objects_of(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file.

    Raises:
        AppError: `file_unreadable`.
    """
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        detail = f"{path} cannot be read ({error}): name its folder with --data."
        raise AppError("file_unreadable", Kind.MISSING, detail) from None


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes to an event; all times in Unix seconds."""

    person: int
    event: int
    said: int
    happens: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one folder become people, as known at one moment."""

    columns: Columns
    went: Mapping[int, list[Yes]] = field(default_factory=dict)

    def person(self, row: Row, now: datetime) -> Person:
        """Return a row as the recommender knows a person."""
        sentences = tuple(self._sentences(row))
        vectors = load_language().embedder.embed([item.text for item in sentences])
        return Person(
            id=str(row["id"]), profile=NOBODY, version=1, updated_at=now,
            traits=Traits(
                topics=tuple(self._topics(row)), sentences=sentences,
                vectors=np.asarray(vectors, dtype=np.float32).reshape(-1, WIDTH),
                wants=_shares(row, self.columns.wants), gives=_shares(row, self.columns.gives),
            ),
            visited=tuple(self._visited(int(row["id"]), now)),
        )  # fmt: skip

    def strengths(self, row: Row) -> dict[str, float]:
        """Return what a row says of topics alone."""
        return strengths(self._topics(row))

    def _topics(self, row: Row) -> Iterator[TopicEvidence]:
        for column in self.columns.topics:
            for i, phrase in enumerate(row.get(column) or ()):
                topic, label = load_language().words.find(phrase)
                yield TopicEvidence(topic, 1.0, f"interests[{i}]", "interests", label)
        liked = {column: row.get(column) or () for column in self.columns.codes}
        for column in self.columns.ratings:
            liked[column] = [code for code, mark in (row.get(column) or {}).items() if (mark or 0) >= LIKED]
        for column, codes in liked.items():
            for code, weight in _counted(codes).items():
                name = f"{OWN_WORD}{column}:{code}"
                yield TopicEvidence(name, weight, f"interests[{name}]", "interests", name)

    def _sentences(self, row: Row) -> Iterator[Sentence]:
        for column in self.columns.topics:
            for i, phrase in enumerate(row.get(column) or ()):
                yield Sentence(f"interests[{i}]", "interests", load_language().words.spelt(phrase))
        for column in self.columns.text:
            words = (word for word, count in row[column].items() for _ in range(count))
            yield Sentence("bio", "bio", " ".join(words))

    def _visited(self, person: int, now: datetime) -> Iterator[Visited]:
        for yes in self.went.get(person, ()):
            if yes.said <= now.timestamp():
                yield Visited(str(yes.event), {}, datetime.fromtimestamp(yes.happens, UTC), listed=True)


def _shares(row: Row, columns: tuple[str, ...]) -> dict[str, float]:
    """Return the numbers of list columns by their place; what is not told is left out."""
    return {
        str(i): float(value)
        for column in columns
        for i, value in enumerate(row.get(column) or ())
        if value is not None
    }


def _counted(value: Iterable[Any]) -> dict[str, float]:
    """Return codes with their counts over the mean count: of a list, of [code, count] pairs, of a table."""
    pairs = (
        value.items() if isinstance(value, dict) else ((v if isinstance(v, list) else (v, 1)) for v in value)
    )
    counts = {str(code): float(count) for code, count in pairs if count}
    mean = sum(counts.values()) / max(len(counts), 1)
    return {code: count / mean for code, count in counts.items()}


def read_went(folder: Path, name: str | None) -> dict[int, list[Yes]]:
    """Return the yeses of each person, when the folder tells of any."""
    if name is None:
        return {}
    happens = {event["id"]: event["time"] for event in objects_of(folder / "events.jsonl")}
    went: dict[int, list[Yes]] = defaultdict(list)
    for row in rows_of(folder / name):
        if row["yes"] == "1":
            person, event = int(row["person"]), int(row["event"])
            went[person].append(Yes(person, event, int(row["created"]), happens[event]))
    return went
