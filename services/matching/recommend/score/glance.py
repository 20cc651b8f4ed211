"""A first look at everybody: the score, less what few people move it by, mostly from bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from services.matching.people.person import Vectors
from services.matching.people.words import parent
from services.matching.recommend.arrays import Block, Ints, TwoWay
from services.matching.recommend.candidates.crowd import NO_TOPIC, Bytes, Crowd, Measures
from services.matching.recommend.candidates.sketch import ONE
from services.matching.recommend.features.ask import KINDS, scale_of
from services.matching.recommend.features.ask_index import STEPS, lin, met_by
from services.matching.recommend.parameters import ContextNumbers, Parameters
from services.matching.recommend.score.score import Features, harmonic, logits

_CACHED = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """Who looks: a crowd of one. `now` is in seconds.

    `alike` tells for each of their asks how alike its topics are to any, by number; `met` as in `AskIndex`.
    """

    me: Crowd
    alike: Sequence[Block]
    met: Block
    by: Measures
    parameters: Parameters
    now: float


def asking_of(me: Crowd, by: Measures, parameters: Parameters, now: float) -> Asking:
    """Return who looks, with what is the same whomever they look at."""
    alike = [_alike(topics, by, parameters.asks.common_power) for topics in me.topics.T]
    return Asking(me, alike, met_by(parameters.asks), by, parameters, now)


def likeliest(asking: Asking, crowds: Sequence[Crowd], most: int) -> list[str]:
    """Return the ids of the people with the best chances, in no order."""
    chances = [glance(asking, crowd) for crowd in crowds]
    whole = np.concatenate(chances) if chances else np.zeros(0, np.float32)
    best = np.argpartition(-whole, most)[:most] if most < len(whole) else np.arange(len(whole))
    best = best[whole[best] > 0]
    starts = np.cumsum([0, *(len(one) for one in chances)])
    numbers = np.searchsorted(starts, best, side="right") - 1
    places = zip(numbers.tolist(), (best - starts[numbers]).tolist(), strict=True)
    return [crowds[number].ids[place].decode() for number, place in places]


def glance(asking: Asking, crowd: Crowd) -> Block:
    """Return about the chance of who looks with each of a crowd; 0 where they cannot meet or talk."""
    me, numbers = asking.me, asking.parameters
    zero = np.zeros(len(crowd.ids), dtype=np.float32)
    found = Features(
        interest=_interest(asking, crowd),
        preference=TwoWay(zero, zero),
        value=_value(asking, crowd),
        context=_context(me, crowd, numbers.context),
        quality=TwoWay(crowd.quality, me.quality),
    )
    chances = harmonic(logits(found, numbers.score))
    return np.where(crowd.until > asking.now, chances, np.float32(0))


def _products(mine: Vectors, rows: Bytes) -> Block:
    """Return products of numbers and bytes, as many rows at once as stay in the cache of a core."""
    found = np.empty((len(mine), len(rows)), dtype=np.float32)
    for i in range(0, len(rows), _CACHED):
        some = rows[i : i + _CACHED].astype(np.float32)
        for own, products in zip(mine, found[:, i : i + _CACHED], strict=True):
            np.dot(some, own, out=products)
    return found


def _interest(asking: Asking, crowd: Crowd) -> Block:
    scales, many = asking.by.fitted.scales, asking.by.words.directions.shape[1]
    meaning, latent = scales.terms["meaning"], scales.terms.get("latent")
    weights = np.full(crowd.interest.shape[1], meaning.factor, dtype=np.float32)
    if latent and many:
        weights[-1 - many : -1], weights[-1] = latent.factor, -latent.shift * ONE**2
    x = _products((asking.me.interest[0] * weights / np.float32(ONE**2))[None, :], crowd.interest)[0]
    if words := scales.terms.get("words"):
        x += crowd.words @ (asking.me.words.toarray()[0] * np.float32(words.factor))
    x /= scales.spreads.astype(np.float32)[asking.me.tells + crowd.tells]
    x -= np.float32(asking.parameters.interest.middle)
    return np.asarray((1 + x / (1 + np.abs(x))) / 2)


def _value(asking: Asking, crowd: Crowd) -> TwoWay:
    """As `offers.value` does."""
    me, met = asking.me, asking.met
    unmet_mine, unmet_theirs = np.ones((2, len(crowd.ids)), dtype=np.float32)
    answered = np.zeros(len(crowd.owners), dtype=np.float32)
    cosines = _products(me.texts.astype(np.float32) / np.float32(ONE**2), crowd.texts)
    for mine, side in enumerate(me.sides.tolist()):
        to_me, to_them = met[side], met[:, side]
        rows = np.flatnonzero((to_me + to_them > 0)[crowd.sides])
        rows, fit = _fits(asking, mine, cosines[mine].take(rows), crowd, rows)
        sides = crowd.sides[rows]
        answered[rows] = np.maximum(answered[rows], to_them[sides] * fit)
        if me.urgency[mine]:
            best = np.zeros(len(crowd.ids), dtype=np.float32)
            np.maximum.at(best, crowd.owners[rows], to_me[sides] * fit)
            unmet_mine *= 1 - me.urgency[mine] * best
    rows = np.flatnonzero(answered)
    np.multiply.at(unmet_theirs, crowd.owners[rows], 1 - crowd.urgency[rows] * answered[rows])
    return TwoWay(1 - unmet_mine, 1 - unmet_theirs)


def _fits(asking: Asking, mine: int, cosines: Block, crowd: Crowd, rows: Ints) -> tuple[Ints, Block]:
    """Return those of some asks that fit one of mine at all, and how well; as `offers.fits` does."""
    me, by = asking.me, asking.by
    scale = np.maximum(_scales(crowd.sides[rows]), _scales(me.sides[mine]))
    one, other = crowd.topics[:, rows]
    alike = asking.alike[mine].take(one)
    np.maximum(alike, asking.alike[mine].take(other), out=alike)
    some = np.flatnonzero((cosines > by.least[scale]) | (alike > 0))
    steps = ((cosines[some] + 1) * STEPS + 0.5).astype(np.intp) + (2 * STEPS + 1) * scale[some]
    found, alike = by.worths.take(steps, mode="clip"), alike[some]
    found[alike == 0] *= np.float32(asking.parameters.asks.off_topic)
    rows = rows[some]
    fit: Block = np.maximum(found, alike) * crowd.firm[rows] * me.firm[mine]
    return rows, fit


def _scales(sides: Any) -> Any:  # noqa: ANN401 - of one side, or of many
    return scale_of(sides % len(KINDS))


def _alike(mine: np.ndarray, by: Measures, common_power: float) -> Block:
    """Return how alike each topic is to those of an ask of mine, by its number; -1 for no topic."""
    own = [number for number in dict.fromkeys(mine.tolist()) if number != NO_TOPIC]
    areas = {_area(by.topics[number - 1]) for number in own}
    near = [number for number, topic in enumerate(by.topics, 1) if _area(topic) in areas]
    alike = np.full(len(by.topics) + 1, 0 if own else -1, dtype=np.float32)
    if own:
        table = lin([by.topics[number - 1] for number in near], by.index, common_power)
        alike[near] = table[[near.index(number) for number in own]].max(axis=0)
    alike[NO_TOPIC] = -1
    return alike


def _area(topic: str) -> str:
    return parent(topic) or topic


def _context(me: Crowd, crowd: Crowd, numbers: ContextNumbers) -> Block:
    """Return the logarithm of how near they live; minus infinity where no language is shared."""
    same, far, unknown = np.log([numbers.same_country, numbers.elsewhere, numbers.unknown])
    near = np.where(crowd.country == me.country, same, far)
    near[crowd.town == me.town] = 0.0
    near[(crowd.town == 0) | (me.town == 0)] = unknown
    silent = (crowd.tongues == 0) | (me.tongues == 0)
    talk = silent | (crowd.tongues & me.tongues != 0)
    return np.where(talk, np.float32(numbers.place_power) * near, -np.inf).astype(np.float32)
