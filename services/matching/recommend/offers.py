"""Needs and offers ON(u→v): what v can do for u, and the reverse."""

import numpy as np

from services.matching.recommend.ask_index import AskIndex, kind_table, likeness_of_topics
from services.matching.recommend.interest import TwoWay
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.topic_index import Floats, Ints, TopicIndex


def value(position: int, people: int, asks: AskIndex, topics: TopicIndex, parameters: Parameters) -> TwoWay:
    """Return ON both ways between the person at `position` and everyone; each in [0, 1].

    ON(u→v) = 1 - product over the needs n of u of (1 - urgency(n) * best fit among what v offers).
    """
    mine = asks.of_owner.get(position, ())
    unmet_mine, unmet_theirs = np.ones(people), np.ones(people)
    for need in (i for i in mine if asks.needs[i]):
        best = np.zeros(people)
        np.maximum.at(best, asks.owners, fits_of_need(need, asks, topics, parameters))
        unmet_mine *= 1 - asks.urgency[need] * best
    if mine:
        theirs = np.max([fits_to_ask(ask, asks, topics, parameters) for ask in mine], axis=0)
        np.multiply.at(unmet_theirs, asks.owners, 1 - asks.urgency * theirs)
    return TwoWay(1 - unmet_mine, 1 - unmet_theirs)


def fits_of_need(need: int, asks: AskIndex, topics: TopicIndex, parameters: Parameters) -> Floats:
    """Return how well each ask of the roster answers one need; shape (asks,), each in [0, 1]."""
    offered, sought = _tables(parameters)
    kind = asks.kinds[need]
    kinds = np.where(asks.needs, sought[kind, asks.kinds], offered[kind, asks.kinds])
    return _fits(need, kinds, asks, topics, parameters)


def fits_to_ask(ask: int, asks: AskIndex, topics: TopicIndex, parameters: Parameters) -> Floats:
    """Return how well one ask answers each need of the roster; 0 at offers."""
    offered, sought = _tables(parameters)
    table = sought if asks.needs[ask] else offered
    kinds = np.where(asks.needs, table[asks.kinds, asks.kinds[ask]], 0.0)
    return _fits(ask, kinds, asks, topics, parameters)


def _tables(parameters: Parameters) -> tuple[Floats, Floats]:
    numbers = parameters.asks
    return kind_table(numbers.met_by), numbers.implied * kind_table(numbers.met_by_need)


def _fits(one: int, kinds: Floats, asks: AskIndex, topics: TopicIndex, parameters: Parameters) -> Floats:
    """Return K * max(likeness of topics, rho * sharpened rank of the texts), computed where K > 0."""
    fits = np.zeros(len(kinds))
    answering = np.flatnonzero(kinds)
    if len(answering):
        numbers = parameters.asks
        rank = asks.ranks.of((asks.vectors[answering] @ asks.vectors[one]).astype(float))
        text = numbers.text_cap * rank**numbers.text_power
        alike = _topic_fits(one, answering, asks, topics)
        text = np.where(alike == 0, numbers.off_topic * text, text)
        fits[answering] = kinds[answering] * np.fmax(text, alike)
    return fits


def _topic_fits(one: int, answering: Ints, asks: AskIndex, topics: TopicIndex) -> Floats:
    """Return the likeness of topics; NaN where one of the two names none."""
    mine = asks.asks[one].topics
    if not mine:
        return np.full(len(answering), np.nan)
    known: dict[tuple[str, ...], float] = {(): np.nan}
    for i in answering:
        theirs = asks.asks[i].topics
        if theirs not in known:
            known[theirs] = likeness_of_topics(mine, theirs, topics)
    return np.array([known[asks.asks[i].topics] for i in answering])
