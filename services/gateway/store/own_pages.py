"""Rows of pages that people name as theirs: one for each link of a profile."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields

from services.gateway.brand.page_facts import Facts, Said
from services.gateway.brand.proof import OwnPage
from shared.db import Database, Record
from shared.db.lease import LeaseTable
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

OWN_PAGES = LeaseTable(table="own_page", key="id")
_COLUMNS = ", ".join(one.name for one in fields(OwnPage))
_LISTS = frozenset({"names", "headlines", "organisations", "places"})
_ADD = """
INSERT INTO own_page (id, person_id, url)
SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM account WHERE person_id = $2) ON CONFLICT DO NOTHING
"""
_SAVE = """
UPDATE own_page SET verified_at = $2, checked_at = $3, missing_since = $4, next_at = $5, seen = $6,
    facts = $7, lease_owner = NULL, lease_until = NULL, attempts = 0, last_error = NULL
WHERE id = $1
"""


async def sync(db: Database, person_id: str, urls: Sequence[str], ids: Ids) -> list[OwnPage]:
    """Have a row for each link of a profile and for no other, and return them in the profile's order."""
    async with db.transaction() as conn:
        await conn.execute(
            "DELETE FROM own_page WHERE person_id = $1 AND url <> ALL($2)", person_id, list(urls)
        )
        new = sorted(ids("lnk") for _ in urls)  # links named at once are listed by id, in this order
        for link_id, url in zip(new, urls, strict=True):
            await conn.execute(_ADD, link_id, person_id, url)
        rows = await conn.fetch(f"SELECT {_COLUMNS} FROM own_page WHERE person_id = $1", person_id)  # noqa: S608
    found = {row["url"]: page_of(row) for row in rows}
    return [found[url] for url in dict.fromkeys(urls) if url in found]


async def find(db: Database, person_id: str, page_id: str) -> OwnPage:
    """Return one of a person's pages; raise `link_missing`."""
    sql = f"SELECT {_COLUMNS} FROM own_page WHERE person_id = $1 AND id = $2"  # noqa: S608 - names of ours
    row = await db.fetchrow(sql, person_id, page_id)
    if row is None:
        detail = "There is no such link of yours; take an id from GET /v1/me/links."
        raise AppError("link_missing", Kind.MISSING, detail)
    return page_of(row)


async def save(db: Database, page: OwnPage) -> None:
    """Keep what came of a look."""
    facts = {
        name: [list(one) for one in held] if name in _LISTS else held
        for name, held in page.facts._asdict().items()
    }
    values = (page.verified_at, page.checked_at, page.missing_since, page.next_at, page.seen, facts)
    await db.execute(_SAVE, page.id, *values)


async def forget(db: Database, page_id: str) -> None:
    """Delete a row whose link is no longer in the profile."""
    await db.execute("DELETE FROM own_page WHERE id = $1", page_id)


async def verified(db: Database, person_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return which pages of each person are proven to be theirs."""
    sql = "SELECT person_id, url FROM own_page WHERE person_id = ANY($1) AND verified_at IS NOT NULL"
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in await db.fetch(sql, list(person_ids)) if person_ids else ():
        found[row["person_id"]].add(row["url"])
    return {person_id: frozenset(urls) for person_id, urls in found.items()}


def page_of(row: Record) -> OwnPage:
    """Return a row as a value."""
    held = {name: row[name] for name in (one.name for one in fields(OwnPage)) if name != "facts"}
    return OwnPage(**held, facts=_facts(row["facts"]))


def _facts(held: dict[str, object]) -> Facts:
    said = {name: _said(text) if name in _LISTS else text for name, text in held.items()}
    return Facts(**said)  # type: ignore[arg-type]


def _said(held: object) -> tuple[Said, ...]:
    return tuple(Said(*one) for one in held) if isinstance(held, list) else ()
