"""What one person looks for and can do: typed needs and offers, and what their own words say of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, get_args

import numpy as np

from services.matching.people.person import Person, Sentence
from services.matching.people.seeking import states_need
from services.matching.recommend import phrases
from services.matching.recommend.parameters import AskNumbers
from services.matching.recommend.population.topic_index import TopicIndex
from shared.contracts.people import Need, NeedKind, Offer

SAID = "said"
"""The kind of what was said in a bio, a headline or a skill, without a kind of need or offer."""

KINDS: Mapping[str, int] = {kind: i for i, kind in enumerate((*get_args(NeedKind), SAID))}
_NAMES = tuple(KINDS)

_READ_BY: Mapping[str, int] = {"invest": 1, "raise": 1, "cofounder": 1, SAID: 2}


def scale_of(kinds: Any) -> Any:  # noqa: ANN401 - of one kind, or of many
    """Return by which scale likeness of texts counts: 0, 1 for kinds that say it all, 2 for what was said.

    Whoever raises money looks at whoever invests, and so do two who look for a co-founder, whatever they
    write. Of two scales the later holds.
    """
    return _SCALES[kinds]


SCALES = 3
_SCALES = np.array([_READ_BY.get(kind, 0) for kind in KINDS])

_ABLE = frozenset({"skills", "headline", "bio"})


@dataclass(frozen=True, slots=True)
class Ask:
    """One need or offer of a person of the roster, with the path that shows it.

    `row` is the place of its sentence, `urgency` 0 for an offer, `firm` in [0, 1] how much it counts.
    """

    owner: int
    row: int
    is_need: bool
    kind: int
    text: str
    path: str
    topics: tuple[str, ...]
    urgency: float
    firm: float = 1.0

    @property
    def side(self) -> tuple[bool, int]:
        """Need or offer, and of which kind."""
        return self.is_need, self.kind

    @property
    def field(self) -> str:
        """The field of the profile that says it."""
        return self.path.partition("[")[0]

    def said(self, most: int) -> str:
        """Return what its owner does, of whose words a sentence quotes `most` characters."""
        return phrases.said(self.field, _NAMES[self.kind], self.text, most)


def asks_of(owner: int, person: Person, index: TopicIndex | None, numbers: AskNumbers) -> Iterator[Ask]:
    """Yield what a person looks for and offers, typed or by their own words.

    Without an index all are firm: what is rare is not known.
    """
    yield from _typed(owner, person, numbers)
    yield from _said(owner, person, index, numbers)


def _typed(owner: int, person: Person, numbers: AskNumbers) -> Iterator[Ask]:
    for row, it in enumerate(person.traits.sentences):
        if it.field in {"needs", "offers"}:
            item = item_of(person, it)
            needed, kind = isinstance(item, Need), KINDS[item.kind]
            urgency = numbers.urgency[item.urgency] if isinstance(item, Need) else 0.0
            yield Ask(owner, row, needed, kind, item.text, it.path, it.topics, urgency)


def _said(owner: int, person: Person, index: TopicIndex | None, numbers: AskNumbers) -> Iterator[Ask]:
    """Yield sentences that say a need; of the others and of skills, what they can do, the first few."""
    able = 0
    for row, needed, topics in said_of(person):
        it = person.traits.sentences[row]
        if needed:
            yield Ask(owner, row, True, KINDS[SAID], it.text, it.path, topics, numbers.urgency["low"])
        elif able < numbers.said_most:
            able += 1
            firm = max((rarity_of(topic, index) for topic in topics if index), default=1.0)
            yield Ask(owner, row, False, KINDS[SAID], it.text, it.path, topics, 0.0, firm)


def said_of(person: Person) -> Iterator[tuple[int, bool, tuple[str, ...]]]:
    """Yield the rows of sentences without a kind that say a need (true) or what one can do, with topics."""
    named = {it.path: it.topic for it in person.traits.topics if it.field == "skills"}
    for row, it in enumerate(person.traits.sentences):
        if it.field in {"headline", "bio"} and states_need(it.text):
            yield row, True, it.topics
        elif it.field in _ABLE:
            yield row, False, (named[it.path],) if it.path in named else ()


def rarity_of(topic: str, index: TopicIndex) -> float:
    """Return from 0 (all have it) to 1 (one person has)."""
    most = log((index.population + 1) / 1.5)
    return min(1.0, index.information(topic) / most) if most > 0 else 1.0


def item_of(person: Person, ask: Sentence) -> Need | Offer:
    """Return the need or offer whose text a sentence is."""
    items: Sequence[Need | Offer] = getattr(person.profile, ask.field)
    return items[int(ask.path[len(ask.field) + 1 : -1])]
