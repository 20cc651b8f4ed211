"""Which topics an event is about: aliases in its words, what the source says, nearest descriptions."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from shared.text.embedding import Embedder, Vectors
from shared.text.fold import fold
from shared.topics.guard import guard_of
from shared.topics.head import LEAST as HEAD_LEAST
from shared.topics.head import MOST as HEAD_MOST
from shared.topics.head import Head
from shared.topics.matcher import AliasMatcher, Match
from shared.topics.tree import Topic, TopicTree, area_of
from shared.topics.words import Word, words_of

MOST = 5
"""Topics of one event."""
LEAST_CONFIDENCE = 0.3
PHRASE_BESIDE = 0.5
WORD_BESIDE = 0.6
"""Of the surest topic's confidence, for what a phrase in the text tells, a word there, or a mere likeness."""

TITLE = 0.9
TITLE_ONE_WORD = 0.85
TITLE_GUARDED = 0.75
TEXT = 0.35
TEXT_ONE_WORD = 0.15
HINT = 0.8
"""How much one sign of each kind counts; several are joined as independent: 1 - (1 - a)(1 - b)."""
REPEATS = 3
"""Mentions in the text that count for one topic."""

NEAR = 0.5
"""The least cosine between an event and a topic's description that says anything."""
NEAR_MOST = 0.75
"""Between the two the cosine is the confidence: so often was it right (`docs/figures/embedding.md`)."""
NEAR_BESIDE_NAMED = 0.5
"""What closeness counts for where the title already names other topics."""
_ROUNDING = 1e-4
"""By more than this a cosine made together with others does not differ from the one made alone."""
NEAREST = 2
"""Descriptions that are looked at: the nearest may give a topic, the second bears out one that is named."""
CLEAR = 0.1
"""By so much the nearest must be nearer than any other to give one: where two are about as near, words are of
their field and tell neither (0.66 of 158 names were of the topic, but 0.35 of 77 with less between)."""

Described = tuple[str, str, tuple[str, ...]]
"""Title, text and hints, as `Classifier.classify` takes them."""
_TITLE_CHARACTERS = 400
_TEXT_CHARACTERS = 4_000
_NEAR_CHARACTERS = 400


_ALIKE = "resembles"


class TopicScore(NamedTuple):
    """A topic, how sure we are in (0, 1], and the words that made us so."""

    id: str
    confidence: float
    evidence: str

    @property
    def is_named(self) -> bool:
        """Tell whether words of the text name it; else the text only is like those of its kind."""
        return not self.evidence.startswith(_ALIKE)


class _Sign(NamedTuple):
    topic_id: str
    weight: float
    evidence: str
    least: float = 0.0
    """Of the surest topic's confidence, below which this does not count: it was said in passing."""
    is_hint: bool = False
    """The source says so, not its words."""


_WEIGHT = attrgetter("weight")


class Classifier:
    """Pure and deterministic; build once (it indexes the tree), then share."""

    def __init__(self, tree: TopicTree, embedder: Embedder, head: Head | None = None) -> None:
        self._tree = tree
        self._embedder = embedder
        self._matcher = AliasMatcher(tree)
        self._ids = tuple(tree.topics)
        self._labels = tuple(topic.label for topic in tree.topics.values())
        self._descriptions = embedder.embed([_described(topic) for topic in tree.topics.values()])
        self._guard = guard_of(tree)
        self._head = head

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        """Return at most five topics, the surest first; equal ones by id.

        Args:
            title: the event's name, of which 400 characters are read; aliases in it weigh most.
            text: its description; the first 4,000 characters are read.
            hints: topics the source names: our ids, names in `data/hints.toml`, or any alias.
        """
        return self.classify_all([(title, text, hints)])[0]

    def classify_all(self, described: Sequence[Described]) -> list[tuple[TopicScore, ...]]:
        """Return what `classify` gives for each (title, text, hints).

        All take each step together, which costs a quarter less: its tables stay in the processor's cache.
        """
        words = [
            (words_of(title[:_TITLE_CHARACTERS]), words_of(text[:_TEXT_CHARACTERS]))
            for title, text, _ in described
        ]
        named = [self._named(title, text) for title, text in words]
        signs = [
            [*_weighed(found, len(title)), *self._from_hints(hints)]
            for (found, _), (title, _), (_, _, hints) in zip(named, words, described, strict=True)
        ]
        abouts = [
            f"{self._telling(title)} {text[:_NEAR_CHARACTERS]}"
            for (title, _), (_, text, _) in zip(words, described, strict=True)
        ]
        meanings = self._embedder.embed(abouts)
        promising = (meanings @ self._descriptions.T).max(axis=1, initial=0.0) >= NEAR - _ROUNDING
        nearest = [
            self._from_meaning(meaning, {match.topic_id for match in found}, refused) if may else []
            for meaning, may, (found, refused) in zip(meanings, promising.tolist(), named, strict=True)
        ]
        if self._head is not None:
            nearest = [
                [*self._from_head(self._head, title, hints, of)] or near
                for (title, _, hints), of, near in zip(described, signs, nearest, strict=True)
            ]
        return [
            _surest(self._told(of, near, hints))
            for of, near, (_, _, hints) in zip(signs, nearest, described, strict=True)
        ]

    def _told(self, named: list[_Sign], near: list[_Sign], hints: tuple[str, ...]) -> list[_Sign]:
        """Return what counts of both: a source's word for a whole area yields to any topic of that area.

        "Security" stands for one topic where nothing else is told; beside "application security" it says no
        more than that nothing of that area is said in passing.
        """
        broad = self._tree.areas.keys() & self._tree.hints.keys() & {fold(hint).strip() for hint in hints}
        told = [it for it in (*named, *near) if not it.is_hint and area_of(it.topic_id) in broad]
        if not told:
            return [*named, *_tempered(near, named)]
        yielding = {area_of(it.topic_id) for it in told}
        kept = [it for it in named if not (it.is_hint and area_of(it.topic_id) in yielding)]
        signs = [*kept, *_tempered(near, kept)]
        return [it._replace(least=0.0) if area_of(it.topic_id) in yielding else it for it in signs]

    def _named(self, title: list[Word], text: list[Word]) -> tuple[list[Match], frozenset[str]]:
        """Return the matches that count, and the topics named only by an everyday word."""
        matches = self._matcher.find(title)
        matches += self._matcher.find(text, len(title))
        named = self._guard.admit(matches, [*title, *text], len(title))
        refused = {match.topic_id for match in matches} - {match.topic_id for match in named}
        return named, frozenset(refused)

    def _from_hints(self, hints: tuple[str, ...]) -> Iterator[_Sign]:
        for hint in dict.fromkeys(hints):
            for topic_id in self._hinted(hint):
                yield _Sign(topic_id, HINT, f'source topic: "{hint}"', is_hint=True)

    def _hinted(self, hint: str) -> tuple[str, ...]:
        if hint in self._tree.topics:
            return (hint,)
        known = self._tree.hints.get(fold(hint).strip())
        if known is not None:
            return known
        topic_id = self._matcher.whole(hint)
        return () if topic_id is None else (topic_id,)

    def _from_head(
        self, head: Head, title: str, hints: tuple[str, ...], signs: Sequence[_Sign]
    ) -> Iterator[_Sign]:
        """Yield what the head says of an event whose source says that it is of the head's areas."""
        sure = {area_of(sign.topic_id) for sign in signs if sign.weight >= TITLE_GUARDED}
        told = {area for hint in hints for area in self._areas(hint)}
        if not told or not told <= head.areas or (sure and sure.isdisjoint(head.areas)):
            return
        name = head.without_year(title[:_TITLE_CHARACTERS])
        words = words_of(name)
        named = _joined(list(_weighed(self._named(words, [])[0], len(words))))
        pairs = [(score.id, score.confidence) for score in named]
        topic, likely = head.likeliest(name, self._embedder.embed([name])[0], pairs)
        if likely >= HEAD_LEAST:
            yield _Sign(topic, min(likely, HEAD_MOST), f"{_ALIKE} names that were filed under it")

    def _areas(self, hint: str) -> Iterator[str]:
        """Yield the areas that a source's word names: one by its id, or those of the topics it means."""
        return iter((hint,) if hint in self._tree.areas else map(area_of, self._hinted(hint)))

    def _telling(self, title: list[Word]) -> str:
        """Return the words of a title that say more than that it is an event."""
        return " ".join([word.written for word in title if word.key not in self._tree.noise])

    def _from_meaning(
        self, meaning: Vectors, named: AbstractSet[str], refused: AbstractSet[str]
    ) -> list[_Sign]:
        cosines = meaning @ self._descriptions.T
        nearest = [int(i) for i in np.argsort(-cosines, kind="stable")[:NEAREST]]
        is_clear = cosines[nearest[0]] - cosines[nearest[1]] >= CLEAR
        counts = named | {self._ids[nearest[0]]} if is_clear else named
        return [
            _Sign(self._ids[i], min(cosine, NEAR_MOST), f'{_ALIKE} "{self._labels[i]}"', WORD_BESIDE)
            for i in nearest
            if (cosine := float(cosines[i])) >= NEAR and self._ids[i] in counts - refused
        ]


def _surest(signs: Sequence[_Sign]) -> tuple[TopicScore, ...]:
    scores = sorted(_joined(signs), key=lambda score: (-score.confidence, score.id))
    least: dict[str, float] = {}
    for sign in signs:
        least[sign.topic_id] = min(sign.least, least.get(sign.topic_id, 1.0))
    sure = [
        score
        for score in scores
        if score.confidence >= max(LEAST_CONFIDENCE, least[score.id] * scores[0].confidence)
    ]
    return tuple(sure[:MOST])


def _tempered(nearest: Sequence[_Sign], named: Sequence[_Sign]) -> Iterator[_Sign]:
    """Weaken what only resembles where something is named for certain."""
    sure = {sign.topic_id for sign in named if sign.weight >= TITLE_GUARDED}
    for sign in nearest:
        weaker = bool(sure) and sign.topic_id not in sure
        yield sign._replace(weight=sign.weight * NEAR_BESIDE_NAMED) if weaker else sign


def _weighed(matches: Sequence[Match], title: int) -> Iterator[_Sign]:
    mentions: dict[str, int] = {}
    for match in matches:
        in_title = match.start < title
        mentions[match.topic_id] = mentions.get(match.topic_id, 0) + (not in_title)
        if in_title or mentions[match.topic_id] <= REPEATS:
            evidence = f'{"title" if in_title else "text"}: "{match.written}"'
            told = _in_title(match) if in_title else _in_text(match)
            yield _Sign(match.topic_id, told[0], evidence, told[1])


def _described(topic: Topic) -> str:
    return f"{topic.label}. {topic.description} {', '.join(topic.aliases[:12])}"


def _in_title(match: Match) -> tuple[float, float]:
    """Return how much a name in the title counts, and the least beside others: none."""
    if match.guarded:
        return TITLE_GUARDED, 0.0
    return TITLE if " " in match.written else TITLE_ONE_WORD, 0.0


def _in_text(match: Match) -> tuple[float, float]:
    return (TEXT, PHRASE_BESIDE) if " " in match.written else (TEXT_ONE_WORD, WORD_BESIDE)


def _joined(signs: Sequence[_Sign]) -> Iterator[TopicScore]:
    """Join the signs of each topic; its evidence is the strongest of them."""
    of_topic: dict[str, list[_Sign]] = {}
    for sign in signs:
        of_topic.setdefault(sign.topic_id, []).append(sign)
    for topic_id, found in of_topic.items():
        doubt = 1.0
        for sign in found:
            doubt *= 1 - sign.weight
        yield TopicScore(topic_id, round(1 - doubt, 3), max(found, key=_WEIGHT).evidence)
