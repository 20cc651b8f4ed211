"""Facts about what two people care for, from which a reason may be made."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.matching.people.person import TopicEvidence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.views import PLANS
from services.matching.recommend.explain.atoms import Atom, Pair

_WORK = frozenset({"skills", "headline", "bio"})


def topic_atoms(pair: Pair, labels: dict[str, str]) -> Iterator[Atom]:
    """Yield what both care for and not most others here: topics they share, or else an area."""
    telling = (pair.me.topics.keys() & pair.them.topics.keys()) - pair.roster.shown.common
    return _shared(pair, sorted(telling)) if telling else _near(pair, labels)


def _shared(pair: Pair, shared: Sequence[str]) -> Iterator[Atom]:
    """Yield the topics that both show, and how few others here do; plans speak where nothing else does."""
    mine, theirs, shown = pair.me.topics, pair.them.topics, pair.roster.shown
    said = [topic for topic in shared if PLANS not in {mine[topic].field, theirs[topic].field}]
    for topic in said or shared:
        weight, count = shown.topics.weight(topic), shown.counts[topic]
        work = mine[topic].field in _WORK and theirs[topic].field in _WORK
        plans = (mine[topic].field == PLANS, theirs[topic].field == PLANS)
        share = weight * min(mine[topic].weight, theirs[topic].weight) / pair.me.whole
        told = phrases.shared_topic(theirs[topic].label, pair.tail(count), work=work, plans=plans)
        yield Atom(
            kind="shared_topic",
            text=_judged(told, mine[topic], theirs[topic]),
            evidence=(f"me.{mine[topic].path}", f"them.{theirs[topic].path}"),
            contribution=pair.parameters.score.interest * share,
            surprise=weight,
        )


def common_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield the rarest topic of those that both show and most others here, too; it says so."""
    counts, both = pair.roster.shown.counts, (pair.me.topics, pair.them.topics)
    shared = both[0].keys() & both[1].keys()
    said = (one for one in shared if all(topics[one].field != PLANS for topics in both))
    topic = min(said, key=lambda one: (counts[one], one), default=None)
    if topic is not None:
        mine, theirs = pair.me.topics[topic], pair.them.topics[topic]
        text = _judged(
            phrases.common_topic(theirs.label, counts[topic], len(pair.roster.people)), mine, theirs
        )
        yield Atom("shared_topic", text, (f"me.{mine.path}", f"them.{theirs.path}"), 0.02, 0.0)


def _near(pair: Pair, labels: dict[str, str]) -> Iterator[Atom]:
    """Yield one area in which both show different topics; plans do not count.

    Theirs is one that not most people here show: what one is near to, then, is particular to them.
    """
    near = _nearest(pair)
    if near is not None:
        me, them, area, own = near
        told = phrases.shared_area(labels.get(area, area), me.label, them.label)
        text = _judged(told if own else phrases.near_topic(me.label, them.label), me, them)
        evidence = (f"me.{me.path}", f"them.{them.path}")
        rarity = pair.roster.shown.topics.weight(area)
        yield Atom("shared_topic", text, evidence, 0.3 * me.weight * them.weight, rarity)


def _judged(sentence: str, mine: TopicEvidence, theirs: TopicEvidence) -> str:
    return phrases.judging(sentence, mine.judged_by, theirs.judged_by)


class _Near(NamedTuple):
    """Topics of one area; `own` where not most people here show mine."""

    mine: TopicEvidence
    theirs: TopicEvidence
    area: str
    own: bool


def _nearest(pair: Pair) -> _Near | None:
    """Return the topics of one area that count most, if can be one of mine that not most people show."""
    mine, theirs, common = pair.me, pair.them, pair.roster.shown.common
    found, most = None, (False, 0.0)
    for area in sorted(mine.areas.keys() & theirs.areas.keys()):
        worth = 0.5 + pair.roster.shown.topics.weight(area)
        others = [theirs.topics[other] for other in theirs.areas[area] if other not in common]
        for me in map(mine.topics.__getitem__, mine.areas[area]):
            own = me.topic not in common
            for them in others:
                counts = own, me.weight * them.weight * worth
                if counts > most and me.topic != them.topic:
                    found, most = _Near(me, them, area, own), counts
    return found
