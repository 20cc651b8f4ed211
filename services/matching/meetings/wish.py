"""The terms of a plan, out of what was wished and who takes part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.meetings.terms import Group, Terms
from shared.contracts.partners.meeting_plans import NewMeetingPlan


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody who takes part, in `least` to `most` rounds; `groups`: places in those of the wish."""

    person_id: str
    most: int | None
    least: int
    groups: frozenset[int]


def terms_of(wish: NewMeetingPlan, parts: Sequence[Part]) -> Terms:
    """Return the terms, people in the order of `parts`; a bound of one's own goes before that of all."""
    usual = min(wish.rounds, wish.most or wish.rounds)
    most = [usual if one.most is None else min(wish.rounds, one.most) for one in parts]
    return Terms(
        wish.rounds,
        wish.table_size,
        wish.tables,
        np.array(most, dtype=np.int64),
        np.array([one.least for one in parts], dtype=np.int64),
        tuple(
            Group(
                it.name, np.array([place in one.groups for one in parts], dtype=bool),
                it.at_each_table, it.met_by_each,
            )
            for place, it in enumerate(wish.groups)
        ),
    )  # fmt: skip
