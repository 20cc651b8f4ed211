"""Facts of two people from which a reason may be made; each rests on what both sides may see of the other.

Nothing else moves them: neither a word nor the order of reasons tells of a field that is not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from services.matching.recommend import phrases
from services.matching.recommend.drafts import SAME_EVENT
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from services.matching.recommend.views import PLANS, View
from shared.kernel.languages import NAMES
from shared.text import fold


@dataclass(frozen=True, slots=True)
class Atom:
    """One fact: `contribution` in logits of the score, `surprise` in [0, 1] (how rare it is here)."""

    kind: str
    text: str
    evidence: tuple[str, ...]
    contribution: float
    surprise: float

    @property
    def order(self) -> tuple[float, str]:
        """What a sentence about it is worth, the most worth first."""
        return -self.contribution * (0.5 + self.surprise), self.text


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The reader and the other, as each shows themselves in a roster."""

    me: View
    them: View
    roster: Roster
    parameters: Parameters


_WORK = frozenset({"skills", "headline", "bio"})


def topic_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield the topics that both show, and how few others here do; plans speak where nothing else does."""
    mine, theirs, shown = pair.me.topics, pair.them.topics, pair.roster.shown
    shared = sorted(mine.keys() & theirs.keys())
    if not shared:
        return
    said = [topic for topic in shared if PLANS not in {mine[topic].field, theirs[topic].field}]
    whole = sum(shown.topics.weight(topic) * value for topic, value in pair.me.strengths.items())
    for topic in said or shared:
        weight, count = shown.topics.weight(topic), shown.counts[topic]
        work = mine[topic].field in _WORK and theirs[topic].field in _WORK
        plans = (mine[topic].field == PLANS, theirs[topic].field == PLANS)
        share = weight * min(mine[topic].weight, theirs[topic].weight) / whole
        yield Atom(
            kind="shared_topic",
            text=phrases.shared_topic(theirs[topic].label, _tail(count, pair), work=work, plans=plans),
            evidence=(f"me.{mine[topic].path}", f"them.{theirs[topic].path}"),
            contribution=pair.parameters.score.interest * share,
            surprise=weight,
        )


def _tail(count: int, pair: Pair) -> str:
    people, numbers = len(pair.roster.people), pair.parameters
    rare = people >= numbers.interest.least_population and count <= numbers.explain.rare * people
    return phrases.share_of(count, people, rare=rare)


def area_atoms(pair: Pair, labels: dict[str, str]) -> Iterator[Atom]:
    """Yield one area in which both show different topics, when they share none; plans say too little."""
    mine, theirs = pair.me, pair.them
    if mine.topics.keys() & theirs.topics.keys():
        return
    near = [
        (mine.topics[one], theirs.topics[other], area)
        for area in sorted(mine.areas.keys() & theirs.areas.keys())
        for one in mine.areas[area]
        for other in theirs.areas[area]
    ]
    if near:
        rarity = pair.roster.shown.topics.weight
        me, them, area = max(near, key=lambda it: it[0].weight * it[1].weight * (0.5 + rarity(it[2])))
        text = phrases.shared_area(labels.get(area, area), me.label, them.label)
        evidence = (f"me.{me.path}", f"them.{them.path}")
        yield Atom("shared_topic", text, evidence, 0.3 * me.weight * them.weight, rarity(area))


def word_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield the two most alike sentences of bios and headlines, when they are alike indeed."""
    mine, theirs, numbers = pair.me, pair.them, pair.parameters
    if not mine.sentences or not theirs.sentences:
        return
    cosines = mine.vectors @ theirs.vectors.T
    best = int(cosines.argmax())
    likeness = float(cosines.flat[best])
    if likeness >= numbers.explain.least_likeness:
        one, other = divmod(best, len(theirs.sentences))
        said, heard = mine.sentences[one], theirs.sentences[other]
        most = numbers.explain.quote_characters
        yield Atom(
            kind="shared_words",
            text=phrases.shared_words(phrases.quote(said.text, most), phrases.quote(heard.text, most)),
            evidence=(f"me.{said.path}", f"them.{heard.path}"),
            contribution=0.5 * numbers.score.interest * likeness,
            surprise=likeness / 2,
        )


def place_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both live in one city, unless that is where everyone here lives."""
    home = pair.them.home
    if home is None or pair.me.town != pair.them.town:
        return
    share = pair.roster.shown.towns[pair.them.town] / len(pair.roster.people)
    if share <= 1 / 2 or not pair.roster.context.together:
        evidence = ("me.place", "them.place")
        yield Atom("same_place", phrases.same_place(home.city), evidence, 0.3, (1 - share) / 2)


def language_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield a language that both speak well and few others here do; counts only people who show it."""
    mine, theirs, people = pair.me, pair.them, len(pair.roster.people)
    for tag in sorted(mine.speaks.keys() & theirs.speaks.keys() & NAMES.keys()):
        tail = _tail(pair.roster.shown.languages[tag], pair)
        if tail and min(mine.speaks[tag], theirs.speaks[tag]) >= pair.parameters.context.least_language:
            evidence = (f"me.{mine.tags[tag]}", f"them.{theirs.tags[tag]}")
            surprise = 1 - pair.roster.shown.languages[tag] / people
            yield Atom("language", phrases.language((NAMES[tag],), tail), evidence, 0.25, surprise)


def bridge_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that the other works in another industry, where both show theirs."""
    mine, theirs = pair.me.industry, pair.them.industry
    if mine and theirs and fold(mine).strip() != fold(theirs).strip():
        yield Atom("bridge", phrases.bridge(mine, theirs), ("me.industry", "them.industry"), 0.3, 0.5)


def event_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both go to the event: consent to be matched there shows as much."""
    where = pair.roster.gathering
    if where.event_id is not None:
        evidence = (f"me.attendance.{where.event_id}", f"them.attendance.{where.event_id}")
        yield Atom(SAME_EVENT, phrases.same_event(where.title), evidence, 0.01, 0.0)
