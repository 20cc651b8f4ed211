"""Attention is scarce: what it costs to show somebody whom everyone would be shown, so that all are shown."""

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.parameters import AttentionNumbers
from services.matching.recommend.topic_index import Floats


def prices(worth: Floats, numbers: AttentionNumbers) -> Floats:
    """Return a price for each person, in logits, at which lists by `worth - price` share attention out.

    The dual of capped assignment, by bids as in an auction (Bertsekas 1988): who is in more than
    `most_share` times the average number of lists gets dearer by what the lists beyond would still pay;
    who is in fewer than `least_lists` gets cheaper by what is missing. A part of each bid is taken a round,
    since all bid at once. No price goes beyond `dearest`: nobody loses a person who suits them far better.

    `worth` has the shape (asking, people) and is minus infinity where one is not to be shown to another.
    """
    asking, people = worth.shape
    listed = min(numbers.listed, people - 2)
    asked = np.zeros(people)
    if listed < 1 or people < numbers.least_people:
        return asked
    average = asking * listed / people
    most, least = max(1, int(numbers.most_share * average)), min(numbers.least_lists, max(1, int(average)))
    best, least_trouble = asked, np.inf
    for _ in range(numbers.rounds):
        margin = margins(worth - asked, listed)
        shown = (margin > 0).sum(axis=0)
        over, under = shown > most, shown < least
        trouble = float(np.maximum(shown / most - 1, 0.0).sum() + under.sum())
        if trouble < least_trouble:
            best, least_trouble = asked, trouble
        if trouble == 0:
            break
        bids = _at(margin, over, most) + _at(margin, under, least)
        asked = np.clip(asked + numbers.bid * bids, -numbers.dearest, numbers.dearest)
    return best


def margins(worth: Floats, listed: int) -> Floats:
    """Return how far each person is above (in) or below (out of) the end of each list; shape as given."""
    ends = np.partition(worth, (-listed - 1, -listed), axis=1)[:, [-listed - 1, -listed]]
    between = np.where(np.isfinite(ends).all(axis=1), ends.mean(axis=1), ends.max(axis=1) - 1e-12)
    return worth - np.where(np.isfinite(between), between, 0.0)[:, None]


def _at(margin: Floats, chosen: NDArray[np.bool_], rank: int) -> Floats:
    """Return the margin of the given rank among all lists for the chosen people, 0 for the others."""
    bids = np.zeros(margin.shape[1])
    if chosen.any():
        ranked = np.partition(margin[:, chosen], -rank, axis=0)[-rank]
        bids[chosen] = np.where(np.isfinite(ranked), ranked, 0.0)
    return bids
