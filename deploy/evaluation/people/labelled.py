"""Labelled people as the recommender knows people: columns feed the features that columns.toml names."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import resources
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from deploy.evaluation.people.files import Row, counted, items_of, moment, number, objects_of, rows_of
from services.matching.composition import load_language
from services.matching.people.interests import strengths
from services.matching.people.person import WIDTH, Person, Sentence, TopicEvidence, Traits, Visited
from services.matching.people.words import OWN_WORD
from shared.contracts.people import Profile
from shared.kernel.errors import AppError, Kind

LIKED = 7
"""A mark from 1 to 10 that says that something is liked."""
_MOST_SAID = 1000
"""So often a word counts at most in one text."""
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


def columns_of(folder: Path, profile: str, kind: str, like: str | None) -> Columns:
    """Return the columns of a folder by its name, or of one of another name as the task `like`.

    The name starts with that of a task of the kind `t1`, `t2` or `t3`.

    Raises:
        AppError: `task_unknown` for a folder of another name or kind.
    """
    text = resources.files(__package__ or "").joinpath("columns.toml").read_text(encoding="utf-8")
    known = {name: its for name, its in tomllib.loads(text).items() if name.startswith(f"{kind}_")}
    name = like or folder.resolve().name
    fitting = [task for task in known if name.startswith(task)]
    if not fitting:
        detail = (
            f"This can't be asked of {name}: name a folder with --data, one of {', '.join(known)}, "
            "or say with --like which of them a folder of another name is like."
        )
        raise AppError("task_unknown", Kind.INVALID, detail)
    columns = TypeAdapter(Columns).validate_python(known[max(fitting, key=len)])
    return columns.only_tags() if profile == "tags" else columns.full()


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes to an event; all times in Unix seconds."""

    person: str
    event: str
    said: int
    happens: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one folder become people, as known at one moment."""

    columns: Columns
    went: Mapping[str, list[Yes]] = field(default_factory=dict)

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
            visited=tuple(self._visited(str(row["id"]), now)),
        )  # fmt: skip

    def strengths(self, row: Row) -> dict[str, float]:
        """Return what a row says of topics alone."""
        return strengths(self._topics(row))

    def _topics(self, row: Row) -> Iterator[TopicEvidence]:
        for i, phrase in self._named(row):
            topic, label = load_language().words.find(phrase)
            yield TopicEvidence(topic, 1.0, f"interests[{i}]", "interests", label)
        liked = {column: _said(row, column) for column in self.columns.codes}
        for column in self.columns.ratings:
            liked[column] = {code: 1.0 for code, mark in _said(row, column).items() if mark >= LIKED}
        for column, counts in liked.items():
            mean = sum(counts.values()) / max(len(counts), 1)
            for code, count in counts.items():
                name = f"{OWN_WORD}{column}:{code}"
                yield TopicEvidence(name, count / mean, f"interests[{name}]", "interests", name)

    def _named(self, row: Row) -> Iterator[tuple[int, str]]:
        """Yield the place and the words of each interest that has a name."""
        for column in self.columns.topics:
            for i, phrase in enumerate(items_of(row.get(column), _of(row, column))):
                if phrase is not None:
                    yield i, str(phrase)

    def _sentences(self, row: Row) -> Iterator[Sentence]:
        for i, phrase in self._named(row):
            yield Sentence(f"interests[{i}]", "interests", load_language().words.spelt(phrase))
        for column in self.columns.text:
            if words := words_of(row.get(column), _of(row, column)):
                yield Sentence("bio", "bio", words)

    def _visited(self, person: str, now: datetime) -> Iterator[Visited]:
        for yes in self.went.get(person, ()):
            if yes.said <= now.timestamp():
                yield Visited(yes.event, {}, moment(yes.happens), listed=True)

    def untold(self, rows: Sequence[Row]) -> str:
        """Return a sentence about the columns that no row has; empty where there are none."""
        named = ("topics", "codes", "ratings", "text", "groups", "wants", "gives")
        columns = dict.fromkeys(column for it in named for column in getattr(self.columns, it))
        missing = [column for column in columns if not any(row.get(column) for row in rows)]
        return f"\nNobody tells anything in {', '.join(missing)}: judged without." if missing else ""


def _of(row: Row, column: str) -> str:
    return f"{column} of {row['id']}"


def _said(row: Row, column: str) -> dict[str, float]:
    return counted(row.get(column), _of(row, column))


def words_of(value: object, what: str) -> str:
    """Return a text, of words with their counts as well as of words alone."""
    if isinstance(value, str):
        return value
    return " ".join(
        word for word, count in counted(value, what).items() for _ in range(min(round(count), _MOST_SAID))
    )


def _shares(row: Row, columns: tuple[str, ...]) -> dict[str, float]:
    """Return the numbers of list columns by their place; what is not told is left out."""
    return {
        str(i): number(value, _of(row, column))
        for column in columns
        for i, value in enumerate(items_of(row.get(column), _of(row, column)))
        if value is not None
    }


def read_went(folder: Path, name: str | None) -> dict[str, list[Yes]]:
    """Return the yeses of each person to events that are told of, when the folder tells of any."""
    if name is None:
        return {}
    happens = {str(event["id"]): event for event in objects_of(folder / "events.jsonl")}
    went: dict[str, list[Yes]] = defaultdict(list)
    for row in rows_of(folder / name, "event", "person", "yes", "created", numbers=["yes", "created"]):
        person, event = row["person"], row["event"]
        if row["yes"] == "1" and event in happens:
            time = number(happens[event].get("time"), f"time of event {event}")
            went[person].append(Yes(person, event, int(row["created"]), time))
    return went
