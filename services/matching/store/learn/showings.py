"""The log to learn from: who was shown to whom at which place, and what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from services.matching.learn.showings import Showings, label_of
from services.matching.learn.uplift import Counted
from services.matching.recommend.arms import Arm, windows
from services.matching.recommend.arrays import Ints
from services.matching.recommend.parameters import Parameters
from shared.db import Database, Record

_LABELLED = """
WITH newest AS (
    SELECT *, (SELECT min(n.shown_at) FROM showing n
               WHERE n.suggestion_id = w.suggestion_id AND n.shown_at > w.shown_at) AS next_at
    FROM showing w
    WHERE shown_at < $1 AND shown_at >= $2 AND split_part(model_version, '+', 1) = $3
    ORDER BY shown_at DESC LIMIT $4
)
SELECT s.person_id, w.shown_at, w.place, w.arm, w.there, w.back,
       ARRAY(SELECT o.answer FROM outcome o WHERE o.suggestion_id = w.suggestion_id
             AND o.said_at >= w.shown_at AND o.said_at < coalesce(w.next_at, 'infinity')) AS answers
FROM newest w JOIN suggestion s ON s.id = w.suggestion_id
"""
MOST = 200_000
"""Showings that are looked at, the newest."""
INPUTS = 6
"""Of each logit, beside the bias."""
MEMORY = timedelta(days=182)
"""Showings teach so long, and are forgotten then."""


async def settled(db: Database, now: datetime, shipped: Parameters) -> Showings:
    """Return the log as far as answers had time to come, but for rows that say nothing.

    Only what was shown by the shipped numbers, or by weights learnt over them: of other numbers the same
    inputs mean something else.
    """
    until = now - timedelta(days=shipped.learn.settle_days)
    rows = await _labelled(db, shipped.model_version, until, now - MEMORY)
    return _columns([row for row in rows if row["liked"] is not None], shipped.attention.listed)


async def counted(
    db: Database, model: str, since: datetime, now: datetime
) -> Mapping[Arm, Sequence[Counted]]:
    """Return how much each person was shown since then, and liked, by the arm of the list."""
    rows = [row for row in await _labelled(db, model, now, since) if row["liked"] is not None]
    rows.sort(key=itemgetter("arm", "person_id"))
    found: dict[Arm, list[Counted]] = {arm: [] for arm in Arm}
    for (arm, _), own in groupby(rows, key=itemgetter("arm", "person_id")):
        liked = [row["liked"] for row in own]
        found[Arm(arm)].append(Counted(len(liked), sum(liked)))
    return found


async def forget(db: Database, now: datetime) -> None:
    """Delete showings that teach no more."""
    await db.execute("DELETE FROM showing WHERE shown_at < $1", now - MEMORY)


async def _labelled(db: Database, model: str, until: datetime, since: datetime) -> list[dict[str, Any]]:
    rows = await db.fetch(_LABELLED, until, since, model, MOST)
    return [{**row, "liked": label_of(row["answers"])} for row in rows]


def _columns(rows: Sequence[Record], listed: Sequence[int]) -> Showings:
    ones = np.ones((len(rows), 1))
    return Showings(
        people=_numbered([row["person_id"] for row in rows]),
        lists=_numbered([f"{row['person_id']}/{row['shown_at']}" for row in rows]),
        places=np.array([row["place"] for row in rows], dtype=np.int64),
        there=np.hstack([ones, np.array([row["there"] for row in rows]).reshape(len(rows), INPUTS)]),
        back=np.hstack([ones, np.array([row["back"] for row in rows]).reshape(len(rows), INPUTS)]),
        liked=np.array([row["liked"] for row in rows], dtype=bool),
        windows=np.array([_window(Arm(row["arm"]), row["place"], listed) for row in rows], dtype=np.int64),
    )  # fmt: skip


def _window(arm: Arm, place: int, listed: Sequence[int]) -> int:
    """Return which of the windows in random order a place, from 1, lies in; 0 for none."""
    return next((i for i, window in enumerate(windows(arm, listed), start=1) if place - 1 in window), 0)


def _numbered(names: Sequence[str]) -> Ints:
    """Number names, half of them even and half odd by a hash: who is in which half stays, whoever comes."""
    halves: dict[int, list[str]] = {0: [], 1: []}
    for name in sorted(set(names)):
        halves[blake2b(name.encode(), digest_size=1).digest()[0] % 2].append(name)
    numbers = {name: 2 * i + half for half, own in halves.items() for i, name in enumerate(own)}
    return np.array([numbers[name] for name in names], dtype=np.int64)
