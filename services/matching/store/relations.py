"""What stands between people: blocks, dismissals, how often one was shown to another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from services.matching.recommend.exclude import Dismissal, History
from services.matching.recommend.parameters import ListNumbers
from services.matching.store.connections.knowing import Acquaintance, in_touch, know
from services.matching.store.their_clock import by_their_clock
from shared.contracts.network.connections import How
from shared.contracts.people import Feedback
from shared.db import Connection, Database, Record
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_BETWEEN = """
SELECT 'block' AS what, person_id AS reader, other_id, NULL::timestamptz AS until, NULL AS verdict,
       NULL::text[] AS others, NULL::int[] AS weeks, NULL::text[] AS this_week
FROM block WHERE person_id = ANY($1)
UNION ALL
SELECT 'block', other_id, person_id, NULL, NULL, NULL, NULL, NULL FROM block WHERE other_id = ANY($1)
UNION ALL
SELECT 'aside', person_id, other_id, until, verdict, NULL, NULL, NULL FROM dismissal WHERE person_id = ANY($1)
UNION ALL
SELECT 'aside', other_id, person_id, until, verdict, NULL, NULL, NULL FROM dismissal
WHERE other_id = ANY($1) AND verdict = 'hide'
UNION ALL
SELECT 'shown', person_id, NULL, NULL, NULL, array_agg(other_id), array_agg(weeks),
       array_agg(other_id) FILTER (WHERE is_now)
FROM (SELECT person_id, other_id, greatest(0, max(shown - (last_week = $2)::int)) AS weeks,
             bool_or(last_week = $2) AS is_now
      FROM suggestion WHERE person_id = ANY($1) GROUP BY person_id, other_id) AS each
GROUP BY person_id
"""
"""Whom one was shown comes as one row a reader: in a year that is a thousand people and more."""
_JUDGE = """
UPDATE suggestion SET verdict = $3, verdict_at = $4, shown = CASE WHEN $5 THEN 0 ELSE shown END
WHERE id = $1 AND person_id = $2 RETURNING other_id, event_id
"""
_ANSWER = "INSERT INTO outcome (suggestion_id, answer, said_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
_DISMISS = """
INSERT INTO dismissal (person_id, other_id, verdict, until, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id, other_id) DO UPDATE
SET verdict = excluded.verdict, until = excluded.until, created_at = excluded.created_at
WHERE dismissal.until IS NOT NULL
"""


def iso_week(now: datetime) -> str:
    """Return the ISO week in UTC, such as `2026-W48`."""
    year, week, _ = now.isocalendar()
    return f"{year}-W{week:02d}"


async def load_histories(db: Database, person_ids: Sequence[str], now: datetime) -> list[History]:
    """Return what stands between each person and others; weeks shown are those before this one."""
    rows: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in await db.fetch(_BETWEEN, list(person_ids), iso_week(now)):
        rows[row["what"], row["reader"]].append(row)
    return [_history(rows["block", one], rows["aside", one], rows["shown", one]) for one in person_ids]


def _history(blocked: Sequence[Record], aside: Sequence[Record], shown: Sequence[Record]) -> History:
    told = shown[0] if shown else {"others": (), "weeks": (), "this_week": ()}
    return History(
        blocked=frozenset(row["other_id"] for row in blocked),
        dismissed=tuple(Dismissal(row["other_id"], row["until"], row["verdict"] == "hide") for row in aside),
        shown=dict(zip(told["others"], told["weeks"], strict=True)),
        known=frozenset(row["other_id"] for row in aside if row["verdict"] in _KNOWN),
        this_week=frozenset(told["this_week"] or ()),
    )


UNWORN = frozenset({"not_now", "useful", "asked", "accepted"})
"""Answers after which somebody is as fresh as never shown: the time was wrong, or they are wanted."""
_KNOWN = frozenset({"know_them", "met"})
_ASIDE: Mapping[str, str | None] = {
    "hide": None, "know_them": None, "met": None,
    "not_now": "not_now_days", "wrong_topic": "wrong_topic_days",
}  # fmt: skip
"""Answers that put somebody aside: for the days of this name in `[list]`, or for good."""


async def judge(
    conn: Connection, person_id: str, said: Feedback, now: datetime, numbers: ListNumbers, ids: Ids
) -> None:
    """Keep an answer, to learn from and for what it means: see `UNWORN`, `_ASIDE` and `_KNOWN`."""
    verdict = said.verdict
    row = await conn.fetchrow(_JUDGE, said.suggestion_id, person_id, verdict, now, verdict in UNWORN)
    if row is None:
        detail = "There is no such suggestion of yours; take an id from GET /v1/me/people."
        raise AppError("suggestion_missing", Kind.MISSING, detail)
    await conn.execute(_ANSWER, said.suggestion_id, verdict, now)
    if verdict in _ASIDE:
        days = _ASIDE[verdict]
        until = None if days is None else now + timedelta(days=getattr(numbers, days))
        await conn.execute(_DISMISS, person_id, row["other_id"], verdict, until, now)
    if verdict in _KNOWN:
        how: How = "met" if verdict == "met" else "known"
        tie_id = await know(conn, Acquaintance(person_id, row["other_id"], how, row["event_id"]), now, ids)
        if how == "met":
            today = (await by_their_clock(conn, person_id, now)).date()
            await in_touch(conn, tie_id, "met", today, ids)
