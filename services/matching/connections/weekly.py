"""What a weekly e-mail reminds of: little, what was promised first, and nothing for ever."""

from collections.abc import Sequence
from datetime import date, timedelta

from shared.contracts.network.connections import URGENCY, FollowUp

MOST = 3
AHEAD, BEHIND = timedelta(days=6), timedelta(days=28)
"""A letter looks to the next one, and reminds of nothing that four letters told of already: the page does."""


def of_the_week(found: Sequence[FollowUp], today: date) -> tuple[tuple[FollowUp, ...], int]:
    """Return what to remind of, one follow-up of a connection, and how many more people there would be."""
    near = [one for one in found if today - BEHIND <= one.due_on <= today + AHEAD]
    ordered = sorted(near, key=lambda one: (URGENCY.index(one.kind), one.due_on, one.id))
    each: dict[str, FollowUp] = {}
    for one in ordered:
        each.setdefault(one.connection_id, one)
    chosen = tuple(each.values())[:MOST]
    return chosen, len(each) - len(chosen)


def are_fresh(chosen: Sequence[FollowUp], today: date) -> bool:
    """Tell whether one is due within a week: later on, a reminder only comes along with other things."""
    return any(one.due_on >= today - AHEAD for one in chosen)
