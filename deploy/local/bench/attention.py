"""`acquaint evaluate attention`: how evenly the lists of everyone at an invented event show its people."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from rich.table import Table

from deploy.local.bench.crowd import DRAW, NOW, roster_of
from services.matching.recommend.allocate.exposure import gini
from services.matching.recommend.arms import arm_of, in_order
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.chosen import chosen
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import Parameters, load_parameters
from services.matching.recommend.score.best import Standing, best_of, candidates

_CLEAN = History(frozenset(), (), {})
_EVENLY = 7919
"""A prime: steps of it, round the people, are spread evenly over them."""


def evaluate(people: int, novelty: float | None, turned: float) -> Table:
    """Fill the list of each as it is served, of whom a share turned their dial; count who is in how many."""
    numbers = load_parameters()
    dials = [novelty if i * _EVENLY % people < turned * people else None for i in range(people)]
    roster = roster_of(people, dials)
    lists = list(_served(roster, numbers))
    table = Table("of a list", "in nobody's", "in most", "× average", "Gini", title=f"Lists of {people:,}")
    for places in numbers.attention.listed:
        shown = [roster.position[other] for own in lists for other in islice(own, places)]
        counts = np.bincount(shown, minlength=people)
        most, even = int(counts.max()), float(counts.max() / counts.mean())
        never, uneven = int((counts == 0).sum()), gini(counts.tolist())
        table.add_row(f"the first {places}", f"{never:,}", f"{most:,}", f"{even:.2f}", f"{uneven:.2f}")
    return table


def _served(roster: Roster, numbers: Parameters) -> Iterator[tuple[str, ...]]:
    asking = {person.id: Standing(frozenset()) for person in roster.people}
    for one, found in candidates(asking, roster, numbers.list.pool, numbers):
        ask = ListRequest(one, numbers.attention.listed[-1], None, NOW, NOW)
        asked = Asked(ask, roster.people[roster.position[one]], _CLEAN, [roster])
        best = best_of(found, one, DRAW.key, numbers.list.pool)
        listed = numbers.attention.listed
        order = tuple(item.id for item, _ in chosen(asked, best, listed[-1], DRAW, numbers))
        yield in_order(order, arm_of(one, DRAW, numbers.learn), one, DRAW, listed)
