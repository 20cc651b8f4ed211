"""At most three reasons for a pair, one of a kind, the most surprising first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from services.matching.recommend import phrases
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.diversify import Place
from services.matching.recommend.explain.atoms import (
    Atom,
    Pair,
    bridge_atoms,
    event_atoms,
    fact,
    headline_atoms,
    history_atoms,
    language_atoms,
    place_atoms,
    said_atoms,
    their_event_atoms,
)
from services.matching.recommend.explain.topic_atoms import common_atoms, topic_atoms
from services.matching.recommend.features.offers import fits
from services.matching.recommend.parameters import Parameters
from shared.contracts.people import Reason


class Meeting(NamedTuple):
    """A need and what answers it: positions of asks; `my_need` tells whose need it is."""

    mine: int
    theirs: int
    fit: float
    my_need: bool


def meetings(
    position: int, others: Iterable[int], roster: Roster, parameters: Parameters
) -> Mapping[int, Sequence[Meeting]]:
    """Return, by the other's position, every visible need and answer with this person worth a word."""
    found: dict[int, list[Meeting]] = defaultdict(list)
    asks = roster.shown.asks
    mine = asks.of_owner.get(position, ())
    theirs = [ask for other in others for ask in asks.of_owner.get(other, ())]
    if mine and theirs:
        own, given = np.array(mine), np.array(theirs)
        both = asks.meets[asks.sides[own]][:, :, asks.sides[given]]
        met = fits(own, given, asks, parameters.asks)[:, None] * both
        worth = (places.tolist() for places in np.nonzero(met >= parameters.explain.least_fit))
        for i, my_need, j in zip(*worth, strict=True):
            meeting = Meeting(mine[i], theirs[j], met.item(i, my_need, j), bool(my_need))
            found[asks.asks[meeting.theirs].owner].append(meeting)
    return found


def ask_atoms(pair: Pair, met: Iterable[Meeting]) -> Iterator[Atom]:
    """Yield a sentence for each need and its answer."""
    asks, numbers = pair.roster.shown.asks, pair.parameters
    most, score = numbers.explain.quote_characters, numbers.score
    for meeting in met:
        mine, theirs = asks.asks[meeting.mine], asks.asks[meeting.theirs]
        words = mine.said(most), theirs.said(most)
        evidence = (f"me.{mine.path}", f"them.{theirs.path}")
        urgency = float(asks.urgency[meeting.mine if meeting.my_need else meeting.theirs])
        if meeting.my_need:
            text = phrases.need_offer(*words)
            yield fact("need_offer", text, evidence, score.their_value * urgency * meeting.fit, meeting.fit)
        else:
            text = phrases.offer_need(*words)
            yield fact("offer_need", text, evidence, score.my_value * urgency * meeting.fit, meeting.fit)


def explain(
    pair: Pair, met: Iterable[Meeting], likeness: float, place: Place = "ranked"
) -> tuple[Reason, ...]:
    """Return the reasons for showing `them` to `me`; a bridge says so, where both show what they bridge.

    What most people here have in common, too, is told only where nothing else is: like headlines, then what
    nearly all care for, then that both go. Where the other goes alone is told last.
    """
    numbers = pair.parameters
    found = [
        *(ask_atoms(pair, met) if met else ()),
        *topic_atoms(pair),
        *said_atoms(pair),
        *headline_atoms(pair, likeness, numbers.explain.least_likeness),
        *history_atoms(pair),
        *place_atoms(pair),
        *language_atoms(pair),
        *(bridge_atoms(pair) if place == "bridge" else ()),
    ]
    there = their_event_atoms(pair) if pair.roster.plans else ()
    chosen = choose(found or _else(pair, likeness), numbers.explain.reasons - len(there))
    return tuple([Reason(kind, text, evidence) for _, text, kind, evidence, _ in (*chosen, *there)])


def _else(pair: Pair, likeness: float) -> Sequence[Atom]:
    least = pair.parameters.explain.some_likeness
    return headline_atoms(pair, likeness, least) or common_atoms(pair) or event_atoms(pair)


_IN_ORDER = itemgetter(0, 1)
_SURPRISE = itemgetter(4)


def choose(found: Sequence[Atom], most: int) -> Sequence[Atom]:
    """Return the atoms of most worth, one of a kind and of each thing said, the most surprising in front."""
    if len(found) < 2:  # noqa: PLR2004 - there is nothing to choose
        return found
    chosen: list[Atom] = []
    told = set[str]()
    for atom in sorted(found, key=_IN_ORDER):
        if atom.kind not in told and told.isdisjoint(atom.evidence):
            chosen.append(atom)
            if len(chosen) == most:
                break
            told.add(atom.kind)
            told.update(atom.evidence)
    first = max(chosen, key=_SURPRISE)
    chosen.remove(first)
    return [first, *chosen]
