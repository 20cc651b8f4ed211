"""Whom it is time to be in touch with."""

from collections.abc import Sequence
from datetime import date

from shared.contracts.network.connections import URGENCY, FollowUp


def due_of(follow_ups: Sequence[FollowUp], today: date) -> tuple[FollowUp, ...]:
    """Return those that are due: promises of one's own first, then fresh meetings, the longest due first."""
    due = [one for one in follow_ups if one.due_on <= today]
    return tuple(sorted(due, key=lambda one: (URGENCY.index(one.kind), one.due_on, one.id)))
