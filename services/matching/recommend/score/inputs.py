"""What the score knew of a pair when it was shown, kept to learn from."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from services.matching.recommend.arrays import Block
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.found import Candidate, by_roster
from services.matching.recommend.score.score import Features, features_with


class Inputs(NamedTuple):
    """The inputs of the logits of one pair, both ways, without the bias; in the order of `[score]`."""

    there: tuple[float, ...]
    back: tuple[float, ...]


def inputs_of(person_id: str, shown: Sequence[Candidate], parameters: Parameters) -> dict[str, Inputs]:
    """Return the inputs of the person with each of those shown, by id."""
    found: dict[str, Inputs] = {}
    for roster, here in by_roster(shown):
        others = np.array([one.position for one in here])
        both = _both_ways(features_with(roster.position[person_id], others, roster, parameters))
        found |= zip([one.id for one in here], both, strict=True)
    return found


def _both_ways(found: Features) -> Iterator[Inputs]:
    """Yield the inputs with each of the others."""
    interest, context = _numbers(found.interest), _numbers(found.context)
    mine, theirs = _numbers(found.value.there), _numbers(found.value.back)
    quality = _numbers(found.quality.there), repeat(found.quality.back.item())
    there = zip(interest, _numbers(found.preference.there), mine, theirs, context, quality[0], strict=True)
    back = zip(interest, _numbers(found.preference.back), theirs, mine, context, quality[1])  # noqa: B905
    return map(Inputs, there, back)


def _numbers(row: Block) -> list[float]:
    found: list[float] = row[0].tolist()
    return found
