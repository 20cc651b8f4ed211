"""Every table is accounted for: what a person takes away of it, and how it is rid of them.

A new table fails here until it is put in its place: into the export and under the account, or among those
that hold nothing of anybody.
"""

import re

from services.events.store.sources import claims
from services.gateway.store import held as gateway
from services.matching.store.people import held as matching
from shared.db import Database
from tests.support.stores.postgres import DsnOf

TAKEN = {
    "events": tuple(claims.HELD.values()),
    "gateway": (*gateway.HELD.values(), gateway.STOPPED),
    "matching": (*matching.HELD.values(), "FROM person"),  # as the profile and the dial
}
"""What the export reads of each service."""

NOT_TAKEN = {
    "verdict": "what an operator judged of listings, as one",
    "organiser_verdict": "what an operator judged of organisers, as one",
    "alert_turn": "when a saved search is told of next, derived from it",
    "saved_search_event": "public events that a saved search finds",
    "calendar_link": "a number that makes an address secret",
    "idempotent_request": "sealed with what only its caller has",
    "erasure": "the receipt, given when it was asked for",
    "partner_import_line": "the words of a partner, gone once dealt with",
    "partner_reader": "whom an organiser brought, who are others",
    "webhook_delivery": "messages to a partner, under that partner's own ids",
    "erased_person": "checksums without a name",
    "outbox": "messages that tell of rows which are taken",
}
"""Tables with something of a person which the export leaves out, and why."""

ERASED = {
    "source_claim", "claim_attempt", "sign_in", "mail_message", "abuse_report", "outbox",
}  # fmt: skip
"""Tables that no key binds to an account or a person: erasing names them."""

STAYS = {
    "verdict": "judgements of operators hold for all",
    "organiser_verdict": "judgements of operators hold for all",
    "mail_suppression": "a keyed hash, so that who left is not written to again",
    "partner_person": "the partner's own id, without whom it stood for",
    "partner_import_line": "ninety days, under the partner's own id",
    "webhook_delivery": "ninety days, under the partner's own id",
    "idempotent_request": "a day, sealed",
    "erasure": "the receipt",
    "erased_person": "a day, a checksum",
}
"""What is left of somebody who left, and why."""

NOBODYS = {
    "events": {
        "change", "doubt", "document", "event", "event_ahead", "event_meaning", "event_past", "event_point",
        "event_search", "inbox", "key_use", "lexeme", "listing", "listing_key", "organiser", "outbox",
        "outbox_stream", "partner_event", "partner_source", "push_subscription", "redraft", "robots",
        "source", "source_fetch", "source_host", "source_move", "word", "word_beginning",
    },
    "gateway": {"change_position", "inbox", "own_key", "partner_import", "partner_key", "webhook"},
    "matching": {"catalogue_event", "inbox", "learning", "meeting_plan", "model", "outbox_stream", "own_key"},
}  # fmt: skip
"""Tables that tell nothing of a person."""

_TABLES = """SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"""
_NAMING = """
SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public'
AND column_name ~ '(person|other|asker|asked|reporter)_id$|^(email|to_address|address_hmac|said_by)$'"""
_GONE = """
WITH RECURSIVE gone (name) AS (
    SELECT to_regclass($1)::oid
    UNION SELECT conrelid FROM pg_constraint JOIN gone ON confrelid = gone.name
    WHERE contype = 'f' AND confdeltype = 'c')
SELECT name::regclass::text FROM gone WHERE name IS NOT NULL"""
_READ = re.compile(r"(?:FROM|JOIN) (\w+)", re.IGNORECASE)


async def _names(db: Database, sql: str, *values: str) -> set[str]:
    return {str(value) for row in await db.fetch(sql, *values) for value in row.values()}


async def test_every_table_is_in_the_export_or_left_out_for_a_reason(db_dsn: DsnOf) -> None:
    for service, nobodys in NOBODYS.items():
        async with Database.open(db_dsn(service)) as db:
            tables, naming = await _names(db, _TABLES), await _names(db, _NAMING)
        read = {name for sql in TAKEN[service] for name in _READ.findall(sql)}
        assert (service, tables - read - set(NOT_TAKEN) - nobodys) == (service, set())
        assert (service, nobodys - tables, nobodys & naming) == (service, set(), set())


async def test_every_table_with_something_of_a_person_is_rid_of_it_with_the_account(db_dsn: DsnOf) -> None:
    for service, nobodys in NOBODYS.items():
        async with Database.open(db_dsn(service)) as db:
            tables = await _names(db, _TABLES)
            gone = await _names(db, _GONE, "person" if service == "matching" else "account")
        assert (service, tables - gone - ERASED - set(STAYS) - nobodys) == (service, set())
