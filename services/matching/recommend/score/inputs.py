"""What the score knew of a pair when it was shown, kept to learn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.recommend.arrays import Block
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.best import Candidate, by_roster
from services.matching.recommend.score.score import Features, features_with


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of the logits of one pair, both ways, without the bias; in the order of `[score]`."""

    there: tuple[float, ...]
    back: tuple[float, ...]


def inputs_of(person_id: str, shown: Sequence[Candidate], parameters: Parameters) -> dict[str, Inputs]:
    """Return the inputs of the person with each of those shown, by id."""
    found: dict[str, Inputs] = {}
    for roster, here in by_roster(shown):
        others = np.array([one.position for one in here])
        there, back = _rows(features_with(roster.position[person_id], others, roster, parameters))
        found |= {
            one.id: Inputs(tuple(mine), tuple(theirs))
            for one, mine, theirs in zip(here, there.tolist(), back.tolist(), strict=True)
        }
    return found


def _rows(found: Features) -> tuple[Block, Block]:
    """Return a row of inputs for each of the others."""
    there = (found.interest, found.preference.there, found.value.there, found.value.back, found.context)
    back = (found.interest, found.preference.back, found.value.back, found.value.there, found.context)
    quality = np.broadcast_to(found.quality.back, found.interest.shape)
    return np.vstack([*there, found.quality.there]).T, np.vstack([*back, quality]).T
