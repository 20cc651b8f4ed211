"""Suggestion rows: what was shown to whom, in how many weeks, why, and by which model."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

from pydantic import TypeAdapter

from services.matching.recommend.drafts import Draft
from services.matching.recommend.explain.shown_to_others import Shown
from services.matching.recommend.score.inputs import Inputs
from services.matching.store.learn.showings import INPUTS
from services.matching.store.relations import iso_week
from shared.contracts.people import Reason, Scope, Suggestion
from shared.db import Database
from shared.db.codecs import encode_json
from shared.kernel.ids import Ids

_SHOW = f"""
WITH given AS (
    SELECT *, told::jsonb AS reasons
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::real[], $9::text[], $10::text[],
                $11::int[], $12::text[], $13::bool[]) WITH ORDINALITY
    AS it (new_id, person_id, other_id, event_id, score, strength, told, place, arm, is_noted, n)),
same AS MATERIALIZED (
    SELECT n, id FROM given JOIN suggestion held USING (person_id, other_id, event_id)
    WHERE (last_week, held.strength, held.reasons, model_version) = ($1, given.strength, given.reasons, $3)),
stored AS (
    INSERT INTO suggestion AS held (id, person_id, other_id, event_id, shown, last_week, first_shown_at,
                                    last_shown_at, score, strength, reasons, model_version)
    SELECT new_id, person_id, other_id, event_id, 1, $1, $2, $2, score, strength, reasons, $3 FROM given
    WHERE n NOT IN (SELECT n FROM same) ORDER BY person_id, other_id, event_id
    ON CONFLICT (person_id, other_id, event_id) DO UPDATE
    SET shown = held.shown + (held.last_week <> excluded.last_week)::int, last_week = excluded.last_week,
        last_shown_at = excluded.last_shown_at, score = excluded.score, strength = excluded.strength,
        reasons = excluded.reasons, model_version = excluded.model_version
    RETURNING id, person_id, other_id, event_id),
shown AS (
    SELECT n, id FROM same
    UNION ALL SELECT n, id FROM given JOIN stored USING (person_id, other_id, event_id)),
noted AS (
    INSERT INTO showing (suggestion_id, week, shown_at, place, arm, model_version, there, back)
    SELECT id, $1, $2, place, arm, $3, ($14::real[])[{INPUTS} * (n - 1) + 1:{INPUTS} * n],
           ($15::real[])[{INPUTS} * (n - 1) + 1:{INPUTS} * n]
    FROM shown JOIN given USING (n) WHERE is_noted
    ON CONFLICT DO NOTHING)
SELECT id FROM shown ORDER BY n
"""  # noqa: S608 - the statement is ours
"""What was shown this week already, as it is shown now, is not written again: most lists are read twice."""


_READERS = """
SELECT person_id, reasons FROM suggestion WHERE other_id = $1 AND last_shown_at > $2
ORDER BY last_shown_at DESC LIMIT 10000
"""
_HALF_YEAR = timedelta(days=182)


async def readers_of(db: Database, person_id: str, now: datetime) -> list[Shown]:
    """Return who was shown a person in the last half-year, and why."""
    rows = await db.fetch(_READERS, person_id, now - _HALF_YEAR)
    return [Shown(row["person_id"], _REASONS.validate_python(row["reasons"])) for row in rows]


_REASONS = TypeAdapter(tuple[Reason, ...])


async def log_shown(
    db: Database, shown: Sequence[tuple[str, Sequence[Draft]]], now: datetime, *, model: str, ids: Ids
) -> list[tuple[Suggestion, ...]]:
    """Remember what each person is shown, once per ISO week for a pair and scope; a pair keeps its id.

    What the score knew is noted, to learn from, of whom a person is shown for the first time this week.
    """
    rows = [
        _row(reader, draft, place, ids("sug"))
        for reader, drafts in shown
        for place, draft in enumerate(drafts, start=1)
    ]
    found: list[str] = []
    for first in range(0, len(rows), _AT_ONCE):
        columns = [list(column) for column in zip(*rows[first : first + _AT_ONCE], strict=True)]
        there, back = (list(chain.from_iterable(column)) for column in columns[-2:])
        stored = await db.fetch(_SHOW, iso_week(now), now, model, *columns[:-2], there, back)
        found += [row["id"] for row in stored]
    made = iter(found)
    return [tuple(_suggestion(next(made), draft) for draft in drafts) for _, drafts in shown]


_AT_ONCE = 200
"""Rows a statement: its parts are joined one by one, as suits the few of a list."""

_NOTHING = Inputs((0.0,) * INPUTS, (0.0,) * INPUTS)


def _row(person_id: str, draft: Draft, place: int, new_id: str) -> tuple[object, ...]:
    reasons = encode_json(draft.reasons)
    scope, inputs = draft.event_id or "", draft.inputs or _NOTHING
    return (
        new_id, person_id, draft.card.id, scope, draft.score, draft.strength, reasons,
        place, draft.arm.value, draft.inputs is not None, inputs.there, inputs.back,
    )  # fmt: skip


def _suggestion(suggestion_id: str, draft: Draft) -> Suggestion:
    return Suggestion(
        id=suggestion_id,
        person=draft.card,
        scope=Scope(event_id=draft.event_id) if draft.event_id else None,
        strength=draft.strength,
        reasons=draft.reasons,
        opener=draft.opener,
        by_chance=draft.arm.is_random,
    )
