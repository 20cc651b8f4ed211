"""Interest affinity I(u→v): weighted Tversky over topics, and likeness of texts, joined by a noisy or."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from services.matching.recommend.parameters import InterestNumbers
from services.matching.recommend.text_index import Ranks, TextIndex
from services.matching.recommend.topic_index import Floats, TopicIndex


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """A quantity from one person to each of the roster, and back; each of shape (people,)."""

    there: Floats
    back: Floats


def tversky(shared: Floats, mine_only: Floats, theirs_only: Floats, numbers: InterestNumbers) -> Floats:
    """Return S / (S + a mine_only + b theirs_only) in [0, 1]; 0 where nothing is shared (Tversky 1977)."""
    whole = shared + numbers.mine_unmet * mine_only + numbers.theirs_extra * theirs_only
    return np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)


def shared_weight(mine: Mapping[str, float], index: TopicIndex) -> Floats:
    """Return sum over topics of w(t) min(R_u(t), R_v(t)) for every v of the index."""
    shared = np.zeros(len(index.totals))
    for topic, strength in mine.items():
        rows = index.rows.get(topic)
        if rows is not None:
            shared[rows] += index.weight(topic) * np.minimum(strength, index.values[topic])
    return shared


def topic_affinity(mine: Mapping[str, float], index: TopicIndex, numbers: InterestNumbers) -> TwoWay:
    """Return A_tag both ways: whether v covers what u cares for, and the reverse."""
    shared = shared_weight(mine, index)
    total = sum(index.weight(topic) * strength for topic, strength in mine.items())
    mine_only = np.maximum(total - shared, 0.0)
    theirs_only = np.maximum(index.totals - shared, 0.0)
    return TwoWay(
        tversky(shared, mine_only, theirs_only, numbers), tversky(shared, theirs_only, mine_only, numbers)
    )


def interest(
    mine: Mapping[str, float],
    position: int,
    topics: TopicIndex,
    texts: TextIndex,
    ranks: Ranks,
    numbers: InterestNumbers,
) -> TwoWay:
    """Return I both ways between the person at `position` and everyone; the prior where nothing is known."""
    tags = topic_affinity(mine, topics, numbers)
    i_have_tags, they_have_tags = bool(mine), topics.totals > 0
    known = texts.has_text[position] & texts.has_text
    there = _join(tags.there, ranks.of(texts.towards_all(position)), known, numbers)
    back = _join(tags.back, ranks.of(texts.from_all(position)), known, numbers)
    nothing = ~known & ~(they_have_tags & i_have_tags)
    return TwoWay(np.where(nothing, numbers.prior, there), np.where(nothing, numbers.prior, back))


def _join(tags: Floats, rank: Floats, known: np.ndarray, numbers: InterestNumbers) -> Floats:
    """Return 1 - (1 - A_tag)(1 - rho A_text), A_text being the sharpened rank where both wrote something."""
    text = np.where(known, rank**numbers.text_power, 0.0)
    joined: Floats = 1.0 - (1.0 - tags) * (1.0 - numbers.text_cap * text)
    return joined
