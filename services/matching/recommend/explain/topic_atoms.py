"""Facts about what two people care for, from which a reason may be made."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from services.matching.people.person import TopicEvidence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.views import PLANS
from services.matching.recommend.explain.atoms import Atom, Pair, fact

_WORK = frozenset({"skills", "headline", "bio"})


def topic_atoms(pair: Pair) -> Iterable[Atom]:
    """Return what both care for and not most others here: topics they share, or else an area."""
    telling = pair.me.telling & pair.them.telling
    return _shared(pair, sorted(telling)) if telling else _near(pair)


def _shared(pair: Pair, shared: Sequence[str]) -> Iterator[Atom]:
    """Yield the topics that both show, and how few others here do; plans speak where nothing else does."""
    mine, theirs, shown = pair.me.topics, pair.them.topics, pair.roster.shown
    said = [topic for topic in shared if mine[topic].field != PLANS != theirs[topic].field]
    for topic in said or shared:
        me, them, weight = mine[topic], theirs[topic], shown.topics.weight(topic)
        work = me.field in _WORK and them.field in _WORK
        told = phrases.shared_topic(
            them.label, shown.tails[topic], work=work, plans=(me.field == PLANS, them.field == PLANS)
        )
        share = weight * min(me.weight, them.weight) / pair.me.whole
        yield _of_both(told, me, them, pair.parameters.score.interest * share, weight)


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

    They are two topics: of one that both show and not most people do, a reason is made before.
    """
    areas, found, most = pair.them.areas, None, (False, 0.0)
    for area, mine in pair.me.areas.items():
        theirs = areas.get(area)
        if theirs is None or not theirs.tells:
            continue
        counts = mine.tells, mine.topic.weight * theirs.topic.weight * mine.rarity
        if counts > most:
            found, most = _Near(mine.topic, theirs.topic, area, mine.tells), counts
    return found
