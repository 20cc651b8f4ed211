"""What the score knew of a pair when it was shown, kept to learn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.recommend.candidates import Candidate
from services.matching.recommend.interest import Block
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score import Features, features
from services.matching.recommend.topic_index import Ints


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of the logits of one pair, both ways, without the bias; in the order of `[score]`."""

    there: tuple[float, ...]
    back: tuple[float, ...]


def inputs_of(person_id: str, shown: Sequence[Candidate], parameters: Parameters) -> dict[str, Inputs]:
    """Return the inputs of the person with each of those shown, by id."""
    found: dict[str, Inputs] = {}
    for roster in {id(one.roster): one.roster for one in shown}.values():
        here = [one for one in shown if one.roster is roster]
        whole = features(np.array([roster.position[person_id]]), roster, parameters)
        there, back = _rows(whole, np.array([one.position for one in here]))
        found |= {
            one.id: Inputs(tuple(mine), tuple(theirs))
            for one, mine, theirs in zip(here, there.tolist(), back.tolist(), strict=True)
        }
    return found


def _rows(found: Features, others: Ints) -> tuple[Block, Block]:
    people = found.interest.shape[1]

    def of(values: Block) -> Block:
        return np.asarray(np.broadcast_to(values, (1, people))[0, others])

    there = (found.interest, found.preference.there, found.value.there, found.value.back, found.context)
    back = (found.interest, found.preference.back, found.value.back, found.value.there, found.context)
    return (
        np.array([of(values) for values in (*there, found.quality.there)]).T,
        np.array([of(values) for values in (*back, found.quality.back)]).T,
    )
