"""The log to learn from: who was shown to whom at which place, and what came of it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from services.matching.learn.showings import Showings, label_of
from services.matching.learn.uplift import Counted
from services.matching.recommend.arms import Arm
from services.matching.recommend.drafts import Draft
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.topic_index import Ints
from services.matching.store.relations import iso_week
from shared.contracts.people import Suggestion
from shared.db import Connection, Database, Record

_LOG = """
INSERT INTO showing (suggestion_id, week, shown_at, place, arm, model_version, there, back)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
"""
_LABELLED = """
SELECT s.person_id, w.shown_at, w.place, w.arm, w.there, w.back, w.model_version,
       ARRAY(SELECT o.answer FROM outcome o WHERE o.suggestion_id = w.suggestion_id
             AND o.said_at >= w.shown_at AND o.said_at < coalesce(w.next_at, 'infinity')) AS answers
FROM (SELECT *, lead(shown_at) OVER (PARTITION BY suggestion_id ORDER BY shown_at) AS next_at FROM showing) w
JOIN suggestion s ON s.id = w.suggestion_id
WHERE w.shown_at < $1 AND w.shown_at >= $2 AND split_part(w.model_version, '+', 1) = $3
ORDER BY w.shown_at DESC LIMIT $4
"""
MOST = 200_000
"""Showings that are looked at, the newest."""
INPUTS = 6
"""Of each logit, beside the bias."""
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


async def log(
    conn: Connection,
    shown: Iterable[tuple[Sequence[Suggestion], tuple[str, Sequence[Draft]]]],
    now: datetime,
    model: str,
) -> None:
    """Note what is shown for the first time this week."""
    rows = [
        (made.id, iso_week(now), now, place, draft.arm.value, model, *_inputs(draft))
        for suggestions, (_, drafts) in shown
        for place, (made, draft) in enumerate(zip(suggestions, drafts, strict=True), start=1)
        if draft.inputs
    ]
    if rows:
        await conn.executemany(_LOG, rows)


def _inputs(draft: Draft) -> tuple[list[float], list[float]]:
    return (list(draft.inputs.there), list(draft.inputs.back)) if draft.inputs else ([], [])


async def settled(db: Database, now: datetime, shipped: Parameters) -> Showings:
    """Return the log as far as answers had time to come, but for rows that say nothing.

    Only what was shown by the shipped numbers, or by weights learnt over them: of other numbers the same
    inputs mean something else.
    """
    until = now - timedelta(days=shipped.learn.settle_days)
    rows = await _labelled(db, shipped.model_version, until)
    return _columns([row for row in rows if row["liked"] is not None])


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


async def _labelled(
    db: Database, model: str, until: datetime, since: datetime = _EVER
) -> list[dict[str, Any]]:
    rows = await db.fetch(_LABELLED, until, since, model, MOST)
    return [{**row, "liked": label_of(row["answers"])} for row in rows]


def _columns(rows: Sequence[Record]) -> Showings:
    ones = np.ones((len(rows), 1))
    people, lists = (
        [row["person_id"] for row in rows],
        [(row["person_id"], row["shown_at"]) for row in rows],
    )
    return Showings(
        people=_numbered(people), lists=_numbered(lists),
        places=np.array([row["place"] for row in rows], dtype=np.int64),
        there=np.hstack([ones, np.array([row["there"] for row in rows]).reshape(len(rows), INPUTS)]),
        back=np.hstack([ones, np.array([row["back"] for row in rows]).reshape(len(rows), INPUTS)]),
        liked=np.array([row["liked"] for row in rows], dtype=bool),
        shuffled=np.array([row["arm"] == Arm.SHUFFLED for row in rows], dtype=bool),
    )  # fmt: skip


def _numbered(names: Sequence[Hashable]) -> Ints:
    """Number names in the order of a hash, so that the parts people fall into are random."""
    order = sorted(set(names), key=lambda name: blake2b(repr(name).encode(), digest_size=8).digest())
    numbers = {name: i for i, name in enumerate(order)}
    return np.array([numbers[name] for name in names], dtype=np.int64)
