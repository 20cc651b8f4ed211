"""Keeping contacts of a file with those whom a person knows; who is kept already stays as noted.

Who is here is known by account where the person may read the address: of those introduced to them alone.
"""

from datetime import UTC, datetime, time

from services.matching.store.connections.knowing import MOST_KNOWN
from shared.contracts.network.contacts import Contact, ContactOutcome, Contacts
from shared.db import Database
from shared.kernel.ids import Ids

_HELD = """
SELECT name, organisation, email, link, CASE WHEN how = 'introduced' THEN other_id END AS other_id
FROM connection
WHERE person_id = $1 AND (lower(name) = ANY($2) OR lower(email) = ANY($3)
    OR rtrim(regexp_replace(lower(link), '^https?://(www[.])?', ''), '/') = ANY($4)
    OR other_id = ANY($5))
"""
_COUNT = "SELECT count(*) FROM connection WHERE person_id = $1"
_ADD = """
INSERT INTO connection (id, person_id, how, name, headline, organisation, email, link, created_at, updated_at)
VALUES ($1, $2, 'imported', $3, $4, $5, $6, $7, $8, $9)
RETURNING id
"""


async def keep_contacts(
    db: Database, person_id: str, given: Contacts, now: datetime, ids: Ids
) -> tuple[ContactOutcome, ...]:
    """Add those who are not kept yet, unless it is a dry run; refused are those beyond `MOST_KNOWN`."""
    async with db.transaction() as conn:
        await conn.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", person_id)
        asked = [_keys(one.name, one.organisation, one.email, one.link, one.person_id) for one in given.items]
        held = await conn.fetch(_HELD, person_id, *_sought(given))
        people = await conn.fetchval(_COUNT, person_id)
        known = {("person", person_id)} | {key for row in held for key in _keys(*row.values())}
        outcomes: list[ContactOutcome] = []
        rows: list[tuple[object, ...]] = []
        for one, keys in zip(given.items, asked, strict=True):
            outcome = _outcome(keys, known, people + len(rows))
            outcomes.append(outcome)
            if outcome == "added":
                known |= keys
                rows.append(_row(person_id, one, now, ids))
        if rows and not given.dry_run:
            await conn.fetchmany(_ADD, rows)
    return tuple(outcomes)


def _sought(given: Contacts) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return names, addresses, pages and accounts of all, as they are compared."""
    items = given.items
    return (
        [one.name.lower() for one in items],
        [one.email.lower() for one in items if one.email],
        [_page(one.link) for one in items if one.link],
        [one.person_id for one in items if one.person_id],
    )


def _page(link: str) -> str:
    return link.lower().partition("://")[2].removeprefix("www.").rstrip("/")


def _outcome(keys: set[tuple[str, ...]], known: set[tuple[str, ...]], people: int) -> ContactOutcome:
    if keys & known:
        return "known"
    return "added" if people < MOST_KNOWN else "refused"


def _row(person_id: str, one: Contact, now: datetime, ids: Ids) -> tuple[object, ...]:
    since = min(datetime.combine(one.since, time(), UTC), now) if one.since else now
    about = (one.name, one.headline, one.organisation, one.email, one.link)
    return (ids("tie"), person_id, *about, since, now)


def _keys(
    name: str | None, organisation: str | None, email: str | None, link: str | None, person_id: str | None
) -> set[tuple[str, ...]]:
    """Return by what two notes are of one person: account, page, address, else name and organisation."""
    found: set[tuple[str, ...]] = set()
    if link:
        found.add(("link", _page(link)))
    if email:
        found.add(("email", email.lower()))
    if person_id:
        found.add(("person", person_id))
    if name and (organisation or not found):
        found.add(("name", name.lower(), (organisation or "").lower()))
    return found
