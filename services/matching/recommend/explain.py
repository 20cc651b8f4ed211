"""At most three reasons for a pair, one of a kind, the most surprising first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from services.matching.recommend import phrases
from services.matching.recommend.atoms import (
    Atom,
    Pair,
    area_atoms,
    event_atoms,
    language_atoms,
    place_atoms,
    topic_atoms,
    word_atoms,
)
from services.matching.recommend.offers import fits_of_need, fits_to_ask
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from shared.contracts.people import Reason


@dataclass(frozen=True, slots=True)
class Meeting:
    """A need and what answers it: positions of asks; `my_need` tells whose need it is."""

    mine: int
    theirs: int
    fit: float
    my_need: bool


def meetings(position: int, roster: Roster, parameters: Parameters) -> Mapping[int, tuple[Meeting, ...]]:
    """Return, by the other's position, every need and answer with this person that is worth a word."""
    found: dict[int, list[Meeting]] = defaultdict(list)
    for ask in roster.asks.of_owner.get(position, ()):
        fits = fits_to_ask(ask, roster.asks, roster.topics, parameters)
        pairs = [(fits, False)]
        if roster.asks.needs[ask]:
            pairs.append((fits_of_need(ask, roster.asks, roster.topics, parameters), True))
        for row, my_need in pairs:
            for other in np.flatnonzero(row >= parameters.explain.least_fit):
                found[int(roster.asks.owners[other])].append(
                    Meeting(ask, int(other), float(row[other]), my_need)
                )
    return {owner: tuple(items) for owner, items in found.items()}


def ask_atoms(pair: Pair, met: Iterable[Meeting]) -> Iterator[Atom]:
    """Yield a sentence for each need and its answer, where both show the field they stand in."""
    asks, most, score = pair.roster.asks, pair.parameters.explain.quote_characters, pair.parameters.score
    for meeting in met:
        mine, theirs = asks.asks[meeting.mine], asks.asks[meeting.theirs]
        fields = ("needs" if ask.is_need else "offers" for ask in (mine, theirs))
        if not all(pair.both_show(field) for field in fields):
            continue
        words = phrases.quote(mine.item.text, most), phrases.quote(theirs.item.text, most)
        evidence = (f"me.{mine.path}", f"them.{theirs.path}")
        urgency = float(asks.urgency[meeting.mine if meeting.my_need else meeting.theirs])
        if meeting.my_need:
            text = phrases.need_offer(*words, offered=not theirs.is_need)
            yield Atom("need_offer", text, evidence, score.their_value * urgency * meeting.fit, meeting.fit)
        else:
            text = phrases.offer_need(*words, offered=not mine.is_need)
            yield Atom("offer_need", text, evidence, score.my_value * urgency * meeting.fit, meeting.fit)


def explain(pair: Pair, met: Iterable[Meeting], labels: dict[str, str]) -> tuple[Reason, ...]:
    """Return the reasons for showing `them` to `me`."""
    found = [
        *ask_atoms(pair, met),
        *topic_atoms(pair),
        *area_atoms(pair, labels),
        *word_atoms(pair),
        *place_atoms(pair),
        *language_atoms(pair),
    ]
    chosen = choose(found or event_atoms(pair), pair.parameters.explain.reasons)
    return tuple(_reason(atom) for atom in chosen)


def choose(found: Iterable[Atom], most: int) -> tuple[Atom, ...]:
    """Return the atoms of most worth, one of a kind and one of a fact, the most surprising in front."""
    chosen: list[Atom] = []
    for atom in sorted(found, key=lambda atom: (-atom.worth, atom.text)):
        same_kind = any(atom.kind == other.kind for other in chosen)
        same_fact = any(set(atom.evidence) == set(other.evidence) for other in chosen)
        if not same_kind and not same_fact and len(chosen) < most:
            chosen.append(atom)
    first = max(chosen, key=lambda atom: atom.surprise, default=None)
    return tuple(sorted(chosen, key=lambda atom: atom is not first))


def _reason(atom: Atom) -> Reason:
    return Reason(kind=atom.kind, text=atom.text, evidence=atom.evidence)
