"""The topic tree: areas of work, and the topics within them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A branch of the tree, such as `health-care`."""

    id: str
    label: str
    description: str
    context: tuple[str, ...] = ()
    """Words that show a text to be of this area, so that a guarded alias may count."""
    called: tuple[str, ...] = ()
    """Words, besides its own name, by which somebody says to be at home in it: what they are."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A leaf of the tree; its id is `area-slug.topic-slug`.

    The label and the aliases match whatever their case; `exact` ones only as written; `guarded` ones only
    as written and beside another sign of the area (`Go`, `SOC`).
    """

    id: str
    label: str
    area: str
    description: str
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    source: str = ""
    """Where label and aliases come from."""
    called: tuple[str, ...] = ()
    """As of an area."""


@dataclass(frozen=True, slots=True)
class TopicTree:
    """All areas and topics by id, in the order of the data files."""

    areas: Mapping[str, Area]
    topics: Mapping[str, Topic]
    hints: Mapping[str, tuple[str, ...]]
    """Folded topic names that sources use, to our topic ids."""
    noise: frozenset[str] = frozenset()
    """Word keys that say an event is one, and nothing of what it is about."""

    def affinity(self, one: str, other: str) -> float:
        """Return how near two topics lie: 1 for the same, 0.4 within one area, else 0."""
        if one == other:
            return 1.0
        return 0.4 if area_of(one) == area_of(other) else 0.0


def area_of(topic_id: str) -> str:
    """Return the area part of a topic id; an area id is its own area."""
    return topic_id.partition(".")[0]
