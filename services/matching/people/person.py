"""A person as matching reasons about them: the profile and everything derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.contracts.people import Profile

WIDTH = 256
"""Numbers in a sentence vector."""

NAMED = frozenset({"interests", "skills"})
"""Fields of a profile that are lists of names, not running text."""

Vectors = NDArray[np.float32]
"""Rows of unit length (zero for empty text), shape (n, width)."""


class TopicEvidence(NamedTuple):
    """One place that says a person cares about a topic.

    `weight` in (0, 1] is how firmly; `path` is the place in the profile (`interests[2]`), `field` the profile
    field whose visibility governs it; `label` is how to name the topic in a sentence. `named`: the words of a
    field name it; else it was judged by them.
    """

    topic: str
    weight: float
    path: str
    field: str
    label: str
    named: bool = False

    @property
    def judged_by(self) -> str:
        """The field whose words need not name the topic; the empty text where they do."""
        return "" if self.named else self.field


class Sentence(NamedTuple):
    """A piece of the person's own words; `topics` only for what is looked for and for offers, at most two."""

    path: str
    field: str
    text: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What a profile says, in the form that scoring reads; row i of `vectors` embeds `sentences[i]`.

    `wants` are shares of what is looked for in others, `gives` how much one has of it, by any name.
    """

    topics: tuple[TopicEvidence, ...]
    sentences: tuple[Sentence, ...]
    vectors: Vectors
    wants: Mapping[str, float] = field(default_factory=dict)
    gives: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visited:
    """An event a person said they go to: its topics tell of interests, less so as it ages."""

    event_id: str
    topics: dict[str, float]
    ends_utc: datetime
    listed: bool
    title: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A stored person with what was derived from the profile when it was written.

    `novelty` in [0, 1] is where they left the dial from people like them to people unlike them.
    """

    id: str
    profile: Profile
    version: int
    updated_at: datetime
    traits: Traits
    visited: tuple[Visited, ...] = field(default=())
    novelty: float | None = None
