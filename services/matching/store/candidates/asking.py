"""Everybody of an event as one who asks: what stands between them and others, and their dial."""

from collections.abc import Sequence
from datetime import datetime

from services.matching.people.person import Person
from services.matching.recommend.allocate.share_out import Asking
from services.matching.recommend.exclude import excluded
from services.matching.recommend.parameters import ListNumbers
from services.matching.recommend.score.best import Standing
from services.matching.store.relations import load_histories
from shared.db import Database

_AT_ONCE = 500


async def all_asking(
    db: Database, people: Sequence[Person], now: datetime, numbers: ListNumbers
) -> dict[str, Asking]:
    """Return each person by id; what a crowd was shown is read a part at a time."""
    found: dict[str, Asking] = {}
    for first in range(0, len(people), _AT_ONCE):
        some = people[first : first + _AT_ONCE]
        histories = await load_histories(db, [person.id for person in some], now)
        for person, history in zip(some, histories, strict=True):
            standing = Standing(excluded(person, history, now, numbers), history.shown)
            found[person.id] = Asking(standing, history.known, person.novelty)
    return found
