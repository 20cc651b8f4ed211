"""Addresses that sources have left behind: a catalogue that still names one adds no second source."""

from datetime import datetime

from services.events.sources.address import host_of
from services.events.sources.hosts.domain import registrable_domain
from shared.db import Connection


async def present_url(conn: Connection, url: str) -> str:
    """Return the address that stands for this one today: itself, unless its source has moved."""
    sql = "select source.url from source_move join source on source.id = source_id where old_url = $1"
    return str(await conn.fetchval(sql, url) or url)


async def remember_page(conn: Connection, page_url: str, source_id: str, now: datetime) -> None:
    """Have a page that was pasted stand for the source that watches the feed behind it."""
    sql = """
        insert into source_move (old_url, source_id, at)
        select $1, $2, $3 where not exists (select from source where url = $1)
        on conflict (old_url) do nothing
    """
    await conn.execute(sql, page_url, source_id, now)


async def back_to_page(conn: Connection, source_id: str, now: datetime) -> bool:
    """Watch the page that was pasted after all; False where it is watched already, and nothing is changed."""
    page_url: str | None = await conn.fetchval("select page_url from source where id = $1", source_id)
    if page_url is None or await conn.fetchval("select true from source where url = $1", page_url):
        return False
    await conn.execute("delete from source_move where old_url = $1 and source_id = $2", page_url, source_id)
    await _put(conn, source_id, page_url, now)
    return True


async def relocate(conn: Connection, source_id: str, url: str, now: datetime) -> bool:
    """Keep a source under another address from now on.

    False, and nothing is changed, where that address is watched already or was left behind once.
    """
    # Both the address it leaves and the one it takes: two sources must not swap or pile up.
    sql = """
        select url from source where id = $1
            and not exists (select from source where url = $2)
            and not exists (select from source_move where old_url = $2)
    """
    old = await conn.fetchval(sql, source_id, url)
    if old is None:
        await _stop_with(conn, source_id, url)
        return False
    sql = """
        insert into source_move (old_url, source_id, at) values ($1, $2, $3)
        on conflict (old_url) do update set source_id = excluded.source_id, at = excluded.at
    """
    await conn.execute(sql, old, source_id, now)
    await _put(conn, source_id, url, now)
    return True


async def _put(conn: Connection, source_id: str, url: str, now: datetime) -> None:
    """What was kept of the document at the old address says nothing of the new one."""
    domain = registrable_domain(url)
    sql = """
        update source set url = $2, host = $3, domain = $4, moved_to = null, moved_seen = 0, etag = null,
            last_modified = null, document_sha256 = null, page_url = null
        from (select id, domain from source where id = $1 for update) as before
        where source.id = before.id returning before.domain
    """
    before = await conn.fetchval(sql, source_id, url, host_of(url), domain)
    # Whoever has proven that the old address is theirs has not yet proven it of the new one, which may be
    # anybody's: until then the claim does not count. A letter speaks for its whole domain.
    sql = """
        update source_claim set verified_at = null, failing_since = null, next_at = $2
        where source_id = $1 and verified_at is not null and lapsed_at is null
            and not (method like 'mail%' and $3)
    """
    await conn.execute(sql, source_id, now, domain is not None and before == domain)


async def _stop_with(conn: Connection, source_id: str, url: str) -> None:
    """A source that leads to one which its publisher has stopped is a way around that, and stops with it."""
    sql = """
        update source set stopped_at = other.stopped_at from source as other
        where source.id = $1 and other.url = $2 and other.id <> $1 and other.stopped_at is not null
    """
    await conn.execute(sql, source_id, url)
