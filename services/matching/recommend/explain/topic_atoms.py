"""Facts about what two people care for, from which a reason may be made."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from services.matching.people.person import NAMED, TopicEvidence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.views import PLANS
from services.matching.recommend.explain.atoms import Atom, Pair, fact
from services.matching.recommend.population.calling import common_name

_WORK = frozenset({"skills", "headline", "bio"})


def topic_atoms(pair: Pair) -> Iterable[Atom]:
    """Return what both care for and not most others here: topics they share, or else an area."""
    telling = pair.me.telling & pair.them.telling
    return _shared(pair, sorted(telling)) if telling else _near(pair)


class _Topic(NamedTuple):
    """A topic that both show, as it is told: by the name that both give it, else by its label."""

    atom: Atom
    name: str
    tail: str
    work: bool
    plain: bool
    """Both name it in lists, so that it can stand beside others."""


def _shared(pair: Pair, shared: Sequence[str]) -> Sequence[Atom]:
    """Return the topics that both show, the best in one sentence; plans speak where nothing else does."""
    mine, theirs = pair.me.topics, pair.them.topics
    said = [topic for topic in shared if mine[topic].field != PLANS != theirs[topic].field]
    if len(said or shared) == 1:  # as it mostly is: nothing is to be put in order
        return (_told(pair, (said or shared)[0]).atom,)
    first, *more = sorted((_told(pair, topic) for topic in said or shared), key=lambda it: it.atom[:2])
    beside = [it for it in more if it.plain and it.work == first.work] if first.plain else []
    beside = beside[: pair.parameters.explain.topics - 1]
    if not beside:
        return (first.atom,)
    text = phrases.shared_topics(first.name, first.tail, [it.name for it in beside], work=first.work)
    evidence = tuple(path for it in (first, *beside) for path in it.atom.evidence)
    return (first.atom._replace(text=text, evidence=evidence),)


def _told(pair: Pair, topic: str) -> _Topic:
    me, them, shown = pair.me.topics[topic], pair.them.topics[topic], pair.roster.shown
    name, tail, mine, theirs = them.label, shown.tails[topic], me.path, them.path
    if (common := common_name(topic, pair.me.names, pair.them.names)) is not None:
        my_own, their_own = pair.me.names[topic][common], pair.them.names[topic][common]
        name, tail, mine, theirs = their_own.name, shown.named[topic, common], my_own.path, their_own.path
    work = me.field in _WORK and them.field in _WORK
    plans = me.field == PLANS, them.field == PLANS
    weight = shown.topics.weight(topic)
    told = phrases.shared_topic(name, tail, work=work, plans=plans)
    text = phrases.judging(told, me.judged_by, them.judged_by)
    contribution = pair.parameters.score.interest * weight * min(me.weight, them.weight) / pair.me.whole
    plain = {me.field, them.field} <= NAMED
    evidence = f"me.{mine}", f"them.{theirs}"
    return _Topic(fact("shared_topic", text, evidence, contribution, weight), name, tail, work, plain)


def common_atoms(pair: Pair) -> Sequence[Atom]:
    """Return the rarest topic of those that both show and most others here, too; it says so."""
    counts, both = pair.roster.shown.counts, (pair.me.topics, pair.them.topics)
    shared = both[0].keys() & both[1].keys()
    said = (one for one in shared if all(topics[one].field != PLANS for topics in both))
    topic = min(said, key=lambda one: (counts[one], one), default=None)
    if topic is None:
        return ()
    mine, theirs = pair.me.topics[topic], pair.them.topics[topic]
    told = phrases.common_topic(theirs.label, counts[topic], len(pair.roster.people))
    return (_of_both(told, mine, theirs, 0.02, 0.0),)


def _near(pair: Pair) -> Sequence[Atom]:
    """Return one area in which both show different topics; plans do not count.

    Theirs is one that not most people here show: what one is near to, then, is particular to them.
    """
    near = _nearest(pair)
    if near is None:
        return ()
    me, them, area, own = near
    labels = pair.roster.labels
    told = (
        phrases.shared_area(labels.get(area, area), me.label, them.label)
        if own
        else phrases.near_topic(me.label, them.label)
    )
    return (_of_both(told, me, them, 0.3 * me.weight * them.weight, pair.roster.shown.topics.weight(area)),)


def _of_both(
    sentence: str, mine: TopicEvidence, theirs: TopicEvidence, contribution: float, surprise: float
) -> Atom:  # fmt: skip
    text = phrases.judging(sentence, mine.judged_by, theirs.judged_by)
    return fact("shared_topic", text, (f"me.{mine.path}", f"them.{theirs.path}"), contribution, surprise)


class _Near(NamedTuple):
    """Topics of one area; `own` where not most people here show mine."""

    mine: TopicEvidence
    theirs: TopicEvidence
    area: str
    own: bool


def _nearest(pair: Pair) -> _Near | None:
    """Return the topics of one area that count most, if can be one of mine that not most people show.

    They are two topics: of one that both show and not most people do, a reason is made before. Where most
    are at home in the area, it joins no two of them.
    """
    areas, common, found, most = pair.them.areas, pair.roster.shown.common, None, (False, 0.0)
    for area, mine in pair.me.areas.items():
        theirs = areas.get(area)
        if theirs is None or not theirs.tells or (mine.tells and area in common):
            continue
        counts = mine.tells, mine.topic.weight * theirs.topic.weight * mine.rarity
        if counts > most:
            found, most = _Near(mine.topic, theirs.topic, area, mine.tells), counts
    return found
