"""Ties through third people: who went where I went, and who went where they went."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from scipy.sparse import csr_array, diags_array

from services.matching.people.person import Person
from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import TieNumbers

_DAY = 86_400.0


def tie_rows(people: Sequence[Person], now: datetime, here: str | None, numbers: TieNumbers) -> csr_array:
    """Return rows whose product sums, over third people, the ties of both to each.

    Two people are tied by every event that both went to: the older it is the less, and the larger it was
    the less (Adamic and Adar 2003). A third person who is tied to many tells less (Zhou, Lü and Zhang
    2009). The event `here` ties nobody: all of the roster go to it.
    """
    met = _attended(people, now, here, numbers)
    ties = met @ met.T
    ties.setdiag(0)
    ties.eliminate_zeros()
    of_all = np.asarray(ties.sum(axis=0)).ravel()
    share = np.divide(1.0, np.sqrt(of_all), out=np.zeros_like(of_all), where=of_all > 0)
    return csr_array(diags_array(share**numbers.own_power) @ ties @ diags_array(share))


def _attended(people: Sequence[Person], now: datetime, here: str | None, numbers: TieNumbers) -> csr_array:
    """Return people by events; who went alone has no entry there."""
    places: dict[str, int] = {}
    rows, columns, values = [], [], []
    for i, person in enumerate(people):
        for visit in (visit for visit in person.visited if visit.event_id != here):
            age = max(0.0, (now - visit.ends_utc).total_seconds() / _DAY)
            rows.append(i)
            columns.append(places.setdefault(visit.event_id, len(places)))
            values.append(2 ** (-age / numbers.half_life_days))
    met = csr_array((np.array(values, dtype=float), (rows, columns)), shape=(len(people), len(places)))
    size = np.bincount(np.array(columns, dtype=np.int64), minlength=len(places))
    weight = np.where(size > 1, 1 / np.sqrt(np.log1p(np.maximum(size, 2))), 0.0)
    return csr_array(met @ diags_array(weight))


def weak_ties(rows: csr_array, me: int, others: Ints) -> Floats:
    """Return W = k / k* exp(1 - k / k*) of one with others, k the third people tied to both; in [0, 1].

    An inverted U (Rajkumar and others 2022): no tie and a close one both tell less of a new job than a few.
    k* is a twentieth of the ties of the one with fewer, at least 1.
    """
    mine, theirs = rows[[me]] > 0, rows[others] > 0
    mutual = np.asarray((theirs @ mine.T.astype(float)).toarray()).ravel()
    fewer = np.minimum(theirs.sum(axis=1), mine.sum())
    share = mutual / np.maximum(1.0, 0.05 * fewer)
    weak: Floats = share * np.exp(1 - share)
    return weak
