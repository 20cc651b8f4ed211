"""A meeting plan by what was asked: of pairs by laps of matchings, else by changes of places at tables."""

import numpy as np

from services.matching.meetings.figures import Figures, figures, sittings
from services.matching.meetings.pairs.plan import Meeting, plan, seats_of
from services.matching.meetings.pairs.prices import prices
from services.matching.meetings.tables.plan import at_tables
from services.matching.meetings.terms import PAIR, Terms, shares_of, tables_for
from services.matching.recommend.arrays import Ints


def arranged(worth: Ints, terms: Terms, chance: np.random.Generator) -> tuple[tuple[Meeting, ...], Figures]:
    """Return a plan and how good it is; `worth` is of each two people, see `worths`."""
    if terms.by_laps:
        seats = seats_of(len(worth), terms.tables)
        each = shares_of(terms.most, terms.rounds, PAIR * seats)
        priced = prices(worth, each, terms.rounds * seats)
        pairs = plan(worth, terms.rounds, terms.tables, priced.people, terms.most)
        return pairs, figures(worth, pairs, priced.bound, terms)
    found = at_tables(worth, terms, chance)
    return found, figures(worth, found, bound_of(worth, found, terms), terms)


def bound_of(worth: Ints, found: tuple[Meeting, ...], terms: Terms) -> float:
    """Return what no plan is worth more than that has nobody sit oftener than is fair, or than in this one.

    It is the bound of pairs, as if whoever sits could choose each of the others at the table anew.
    """
    here = int((terms.most > 0).sum())
    seats = min(here, tables_for(here, terms.size, terms.tables) * terms.size)
    each = np.maximum(shares_of(terms.most, terms.rounds, seats), sittings(found, len(worth)))
    full, rest = divmod(seats, terms.size)
    pairs = full * terms.size * (terms.size - 1) // 2 + rest * (rest - 1) // 2
    return prices(worth, np.minimum(each * (terms.size - 1), len(worth) - 1), terms.rounds * pairs).bound
