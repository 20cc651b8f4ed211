"""What nothing else forgets goes when its time is over, a batch at a time; all else stays."""

from datetime import timedelta

from services.events.store import retention as of_events
from services.gateway.store import retention as of_gateway
from services.matching.store import retention as of_matching
from shared.db import Database
from shared.db.forgetting import forget
from tests.support.clock import FixedClock

ACCOUNT = "INSERT INTO account (person_id, email, created_at) VALUES ('per_1', 'ada@people.test', $1)"
SESSION = "INSERT INTO session (token_hash, person_id, created_at, expires_at) VALUES ($1, 'per_1', $2, $2)"
MAIL = """
INSERT INTO mail_message (message_id, kind, to_address, subject, text, sent_at, dead_at)
VALUES ($1, $2, 'bea@people.test', '', '', $3, $4)
"""
ISSUE = """
INSERT INTO digest_issue (message_id, person_id, list, iso_week, state, to_address, sender, content,
                          content_sha256, created_at, settled_at)
VALUES ($1, 'per_1', 'digest', $1, 'sent', 'ada@people.test', '', '', '', $2, $3)
"""
AGED = {
    "sign_in": """INSERT INTO sign_in (id, email, network, code_hash, link_hash, created_at, expires_at)
                  VALUES ($1, $1, 'n', '', $1::text::bytea, $2, $2)""",
    "idempotent_request": """
        INSERT INTO idempotent_request (caller, key_hash, fingerprint, run, running_until, expires_at)
        VALUES ('', $1::text::bytea, '', '', $2, $2)""",
    "saved_search_event": """
        INSERT INTO saved_search_event (search_id, event_id, forget_at) VALUES ('sav_1', $1, $2)""",
    "contact_import": """INSERT INTO contact_import (id, person_id, format, dry_run, created_at)
                         VALUES ($1, 'per_1', 'vcard', true, $2)""",
    "partner_import": """INSERT INTO partner_import (id, partner, kind, dry_run, created_at)
                         VALUES ($1, 'p', 'people', true, $2)""",
    "webhook_delivery": """
        INSERT INTO webhook_delivery (id, webhook_id, type, body, state, due_at, created_at, settled_at)
        VALUES ($1, 'whk_1', 't', '{}', 'dead', $2, $2, $2)""",
    "abuse_report": """
        INSERT INTO abuse_report (id, reporter_id, subject_id, subject_title, reason, text, created_at,
                                  settled_at)
        VALUES ($1, 'per_1', $1, '', 'spam', '', $2, $2)""",
}
"""Rows of each table, by their id and age."""
OWNERS = (
    """INSERT INTO saved_search (id, person_id, name, query, alerts, since, whole, created_at, updated_at)
       VALUES ('sav_1', 'per_1', 'n', '', 'daily', now(), true, now(), now())""",
    """INSERT INTO webhook (id, partner, url, types, query, state, secret, created_at, since)
       VALUES ('whk_1', 'p', 'https://p.example', '{}', '', 'active', '', now(), now())""",
)
DAYS = {
    "sign_in": 1, "idempotent_request": 0, "saved_search_event": 0, "contact_import": 7, "partner_import": 90,
    "webhook_delivery": 90, "abuse_report": 365,
}  # fmt: skip
PERSON = """
INSERT INTO person (id, profile, version, revision, traits, vectors, topic_ids, derived_by, name_is_public,
                    updated_at)
VALUES ($1, '{"display_name": "A"}', 1, 1, '{}', '{}', '{}', '', false, now())
"""
SUGGESTION = """
INSERT INTO suggestion (id, person_id, other_id, event_id, shown, last_week, first_shown_at, last_shown_at,
                        score, strength, reasons, model_version)
VALUES ($1, 'per_1', 'per_2', $1, 1, '2026-W01', $2, $2, 0, 'some', '[]', '1')
"""


async def test_sessions_letters_and_issues(gateway_db: Database, clock: FixedClock) -> None:
    now = clock()
    month, year = now - timedelta(days=31), now - timedelta(days=401)
    await gateway_db.execute(ACCOUNT, now)
    for token, ends in ((b"ended", now - timedelta(seconds=1)), (b"lives", now + timedelta(days=1))):
        await gateway_db.execute(SESSION, token, ends)
    for told in (
        ("code sent", "sign_in", month, None),
        ("code dead", "sign_in", None, month),
        ("code waits", "sign_in", None, None),
        ("told", "brought", month, None),
        ("told long ago", "brought", year, None),
    ):
        await gateway_db.execute(MAIL, *told)
    for message_id, settled in (("new", month), ("old", year), ("waits", None)):
        await gateway_db.execute(ISSUE, message_id, year, settled)

    gone = await forget(gateway_db, now, of_gateway.KEPT)

    left = {
        "session": ["lives"],
        "mail_message": ["code waits", "told"],
        "digest_issue": ["new", "waits"],
    }
    keys = {"session": "convert_from(token_hash, 'UTF8')"}
    assert gone == 5
    for table, kept in left.items():
        key = keys.get(table, "message_id")
        rows = await gateway_db.fetch(f"SELECT {key} AS it FROM {table} ORDER BY 1")  # noqa: S608 - our own
        assert [row["it"] for row in rows] == kept
    assert await forget(gateway_db, now, of_gateway.KEPT) == 0


async def test_what_has_its_own_time(gateway_db: Database, clock: FixedClock) -> None:
    now = clock()
    await gateway_db.execute(ACCOUNT, now)
    for owner in OWNERS:
        await gateway_db.execute(owner)
    for table, insert in AGED.items():
        for name, hours in (("new", -1), ("old", 1)):
            await gateway_db.execute(insert, name, now - timedelta(days=DAYS[table], hours=hours))

    assert await forget(gateway_db, now, of_gateway.KEPT) == len(AGED)

    keys = {"idempotent_request": "convert_from(key_hash, 'UTF8')", "saved_search_event": "event_id"}
    for table in AGED:
        key = keys.get(table, "id")
        assert await gateway_db.fetchval(f"SELECT array_agg({key}) FROM {table}") == ["new"]  # noqa: S608


async def test_hosts_and_robots(events_db: Database, clock: FixedClock) -> None:
    now = clock()
    for host, days in (("rests", -1), ("new", 1), ("old", 3)):
        await events_db.execute("INSERT INTO source_host VALUES ($1, $2)", host, now - timedelta(days=days))
    for origin, days in (("new", 29), ("old", 31)):
        await events_db.execute("INSERT INTO robots VALUES ($1, '', $2)", origin, now - timedelta(days=days))

    assert await forget(events_db, now, of_events.KEPT) == 2

    assert await events_db.fetchval("SELECT array_agg(host ORDER BY host) FROM source_host") == [
        "new",
        "rests",
    ]
    assert await events_db.fetchval("SELECT array_agg(origin) FROM robots") == ["new"]


async def test_suggestions_that_came_to_nothing(matching_db: Database, clock: FixedClock) -> None:
    now = clock()
    for person_id in ("per_1", "per_2"):
        await matching_db.execute(PERSON, person_id)
    for suggestion_id, days in (("new", 399), ("old", 401), ("answered", 401)):
        await matching_db.execute(SUGGESTION, suggestion_id, now - timedelta(days=days))
    await matching_db.execute("INSERT INTO outcome VALUES ('answered', 'met', $1)", now)

    assert await forget(matching_db, now, of_matching.KEPT) == 1

    assert await matching_db.fetchval("SELECT array_agg(id ORDER BY id) FROM suggestion") == [
        "answered",
        "new",
    ]
