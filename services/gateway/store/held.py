"""What the gateway holds of a person: account, sign-ins, searches, letters. No key or hash is among it."""

from services.gateway.letters.unsubscribe import address_digest
from shared.contracts.held import Held
from shared.db import Database

HELD = {
    "account": "SELECT person_id, email, created_at FROM account WHERE person_id = $1",
    "sessions": """
SELECT created_at, expires_at FROM session WHERE person_id = $1 ORDER BY created_at""",
    "sign_ins": """
SELECT s.created_at, s.used_at, s.network FROM sign_in s JOIN account a USING (email)
WHERE a.person_id = $1 ORDER BY s.created_at""",
    "weekly_letter": """
SELECT weekday, hour, frequency, paused_until, timezone, last_decision, last_decided_at
FROM digest_subscriber WHERE person_id = $1""",
    "own_pages": """
SELECT id, url, verified_at, checked_at, missing_since, seen, facts FROM own_page
WHERE person_id = $1 ORDER BY id""",
    "card": "SELECT fields, event_id, valid_until FROM card WHERE person_id = $1",
    "contact_imports": """
SELECT i.id, i.format, i.dry_run, i.profile, i.created_at, i.finished_at,
       (SELECT array_agg(name ORDER BY place) FROM contact_import_line WHERE import_id = i.id) AS names
FROM contact_import i WHERE i.person_id = $1 ORDER BY i.created_at""",
    "searches": """
SELECT id, name, query, alerts, created_at, updated_at FROM saved_search
WHERE person_id = $1 ORDER BY created_at""",
    "mails": """
SELECT m.kind, m.subject, m.created_at, m.sent_at FROM mail_message m JOIN account a ON a.email = m.to_address
WHERE a.person_id = $1 ORDER BY m.created_at""",
    "reports": """
SELECT id, subject_id, subject_title, reason, text, created_at, outcome, note, settled_at
FROM abuse_report WHERE reporter_id = $1 ORDER BY id""",
    "partners": """
SELECT partner, external_id, brought_at FROM partner_person WHERE person_id = $1 ORDER BY brought_at""",
    "groups": """
SELECT partner, event_id, name FROM partner_group WHERE person_id = $1 ORDER BY partner, event_id, name""",
    "letters": """
SELECT message_id, list, iso_week, state, to_address, created_at, settled_at,
       convert_from(content, 'UTF8') AS content
FROM digest_issue WHERE person_id = $1 ORDER BY created_at""",
}


STOPPED = (
    "SELECT list, reason, created_at FROM mail_suppression WHERE address_hmac = $1 ORDER BY created_at, list"
)


async def held_of(db: Database, key: bytes, person_id: str) -> Held:
    """Return every row of the person's own; `key` is that under which stopped addresses are remembered."""
    rows = {name: await db.fetch(sql, person_id) for name, sql in HELD.items()}
    rows["stopped_letters"] = [
        stopped
        for row in rows["account"]
        for stopped in await db.fetch(STOPPED, address_digest(key, row["email"]))
    ]
    return Held(records={name: tuple(dict(row) for row in found) for name, found in rows.items()})
