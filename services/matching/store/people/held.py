"""What we hold of a person beside the profile, as they may take it away."""

from services.matching.store.introductions.rows import LAPSES_AT
from services.matching.store.people.rows import load_person
from shared.contracts.held import Held
from shared.db import Database

HELD = {
    "attendance": """
SELECT a.event_id, e.title, a.status, a.match, a.listed, a.updated_at
FROM attendance a JOIN catalogue_event e USING (event_id) WHERE a.person_id = $1 ORDER BY e.starts_utc""",
    "suggestions": """
SELECT id, other_id, nullif(event_id, '') AS event_id, strength, reasons, first_shown_at, last_shown_at,
       verdict, verdict_at
FROM suggestion WHERE person_id = $1 ORDER BY first_shown_at, id""",
    "answers": """
SELECT o.suggestion_id, o.answer, o.said_at
FROM outcome o JOIN suggestion s ON s.id = o.suggestion_id WHERE s.person_id = $1 ORDER BY o.said_at""",
    "showings": """
SELECT w.suggestion_id, w.week, w.shown_at, w.place, w.arm, w.model_version
FROM showing w JOIN suggestion s ON s.id = w.suggestion_id
WHERE s.person_id = $1 ORDER BY w.shown_at, w.place""",
    "put_aside": """
SELECT other_id, verdict, until, created_at FROM dismissal WHERE person_id = $1 ORDER BY created_at""",
    "introductions": f"""
SELECT i.id, asker_id = $1 AS by_me, CASE WHEN asker_id = $1 THEN asked_id ELSE asker_id END AS other_id,
       nullif(event_id, '') AS event_id,
       CASE WHEN asker_id = $1 THEN coalesce(rewritten, message) ELSE message END AS message,
       reply, asked_at, {LAPSES_AT} AS expires_at, accepted_at,
       CASE WHEN asker_id = $1 AND i.state = 'declined' THEN 'waiting' ELSE i.state END AS state
FROM introduction i LEFT JOIN catalogue_event e USING (event_id)
WHERE asker_id = $1 OR (asked_id = $1 AND i.state <> 'withdrawn') ORDER BY asked_at""",  # noqa: S608
    "connections": """
SELECT id, other_id, how, name, headline, organisation, email, link, notes, event_id, every_days,
       snoozed_until, created_at, updated_at
FROM connection WHERE person_id = $1 ORDER BY id""",
    "meetings": """
SELECT m.* FROM meeting m JOIN connection c ON c.id = m.connection_id WHERE c.person_id = $1 ORDER BY m.id""",
    "promises": """
SELECT p.* FROM promise p JOIN connection c ON c.id = p.connection_id WHERE c.person_id = $1 ORDER BY p.id""",
    "planned_meetings": """
SELECT p.event_id, p.wish - 'quotas' - 'groups' AS wish, s.round + 1 AS round, s.seat + 1 AS table,
       (SELECT array_agg(o.person_id ORDER BY o.person_id) FROM planned_seat o
        WHERE (o.plan_id, o.round, o.seat) = (s.plan_id, s.round, s.seat) AND o.person_id <> $1) AS other_ids
FROM planned_seat s JOIN meeting_plan p ON p.id = s.plan_id
WHERE s.person_id = $1 AND p.published_at IS NOT NULL ORDER BY p.id, s.round""",
    "plans": """
SELECT p.event_id, t.most AS rounds_at_most, cardinality(t.groups) AS groups
FROM plan_person t JOIN meeting_plan p ON p.id = t.plan_id
WHERE t.person_id = $1 AND p.published_at IS NOT NULL ORDER BY p.id""",
    "blocks": "SELECT other_id, created_at FROM block WHERE person_id = $1 ORDER BY created_at",
}
"""What the person said or was shown; what others said of them is those others' own."""


async def held_of(db: Database, person_id: str) -> Held:
    """Return the profile and every row of the person's own; raise `person_missing`."""
    person = await load_person(db, person_id)
    rows = {name: await db.fetch(sql, person_id) for name, sql in HELD.items()}
    return Held(
        records={
            "profile": ({"version": person.version, **person.profile.model_dump(mode="json")},),
            "dial": ({"novelty": person.novelty},),
            **{name: tuple(dict(row) for row in found) for name, found in rows.items()},
        }
    )
