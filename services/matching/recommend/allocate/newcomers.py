"""Who comes to a roster gets into lists that stand already, until attention is shared out anew."""

import numpy as np

from services.matching.recommend.allocate.floor import Given, least_lists, put_in
from services.matching.recommend.allocate.near import Near
from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.parameters import AttentionNumbers

_ASKED = 8
"""Times as many lists as are tried are looked at: in some everybody is in too few others."""


def put_in_newcomers(lists: Ints, new: Ints, chance: Block, bridge: int, numbers: AttentionNumbers) -> None:
    """Put everyone `new` into as many lists as anybody is in at the least, of those whom they suit best.

    Args:
        lists: Whom each of a roster is shown (-1: nobody), to be changed in place.
        new: Positions of those who came.
        chance: That of each of them with everyone, a row each; 0 where they are not to meet.
        bridge: The place of a list that stays as it is.
        numbers: How attention is shared out.
    """
    asking = np.flatnonzero((lists >= 0).any(axis=1))
    if not len(asking):
        return
    some, near = lists[asking], _near(len(lists), asking, new, chance, numbers)
    worth = np.ones(some.shape, dtype=np.float32)  # what the places are worth is not kept
    for first, last in zip((0, *numbers.listed), numbers.listed, strict=False):
        least = least_lists(len(some), last, len(lists) - len(new), numbers)
        put_in(near, Given(some[:, :last], worth[:, :last], first, bridge), least, numbers)
    lists[asking] = some


def _near(many: int, asking: Ints, new: Ints, chance: Block, numbers: AttentionNumbers) -> Near:
    """Return, of those who are new alone, in whose lists they would be best."""
    there = chance[:, asking]
    best = np.argsort(-there, axis=1, kind="stable")[:, : _ASKED * numbers.tried]
    wanted_by = np.zeros((best.shape[1], many), dtype=np.int64)
    wanted = np.zeros(wanted_by.shape, dtype=np.float32)
    wanted_by[:, new], wanted[:, new] = best.T, np.take_along_axis(there, best, axis=1).T
    nobody, none = np.zeros((len(asking), 0), dtype=np.int64), np.zeros((len(asking), 0), dtype=np.float32)
    return Near(many, nobody, none, none, wanted_by, wanted)
