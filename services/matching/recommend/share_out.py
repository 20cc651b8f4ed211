"""Share the attention of a roster out: all pairs of those who ask are scored, and each gets a price."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from services.matching.recommend.attention import prices
from services.matching.recommend.candidates import BLOCK
from services.matching.recommend.interest import Block
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from services.matching.recommend.score import chances
from services.matching.recommend.topic_index import Floats


def share_out(
    roster: Roster, parameters: Parameters, asking: Mapping[str, frozenset[str]] | None = None
) -> Roster:
    """Return the roster with its prices; one too large to score whole is returned as it is.

    `asking` are the ids of those who ask, with whom they are not shown; by default everyone asks.
    """
    people = len(roster.people)
    if not people <= parameters.interest.kept_whole:
        return roster
    whole = np.vstack([np.zeros((0, people), dtype=np.float32), *_blocks(roster, parameters)])
    kept = replace(roster, chances=whole)
    if people < parameters.attention.least_people:
        return kept
    by_id = asking or {person.id: frozenset[str]() for person in roster.people}
    worth = np.array([_worth(one, barred, whole, roster) for one, barred in by_id.items()])
    dear = np.exp(-prices(worth, parameters.attention)).astype(np.float32)
    return replace(kept, discount=roster.discount * dear)


def _blocks(roster: Roster, parameters: Parameters) -> Iterator[Block]:
    people = len(roster.people)
    for first in range(0, people, BLOCK):
        yield chances(np.arange(first, min(first + BLOCK, people)), roster, parameters)


def _worth(person_id: str, barred: frozenset[str], chances: Block, roster: Roster) -> Floats:
    """Return the logarithm of the mutual chances; minus infinity with whom they are not shown."""
    position = roster.position[person_id]
    free = (chances[position] > 0) & (roster.discount > 0)
    free[[position, *(roster.position[other] for other in barred if other in roster.position)]] = False
    worth: Floats = np.where(free, np.log(np.where(free, chances[position], 1.0)), -np.inf)
    return worth
