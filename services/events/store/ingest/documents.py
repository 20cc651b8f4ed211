"""The bytes of every good fetch, once each, compressed, for reading them again."""

import asyncio
import zlib
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Final

from services.events.ingest.fetch.verdict import Document
from shared.db import Database, Executor, affected_rows

KEPT: Final = timedelta(days=90)
_BATCH: Final = 200
_LEVEL = 4
"""Of nine: a third of the size in half the time of the usual six."""


def packing(body: bytes) -> Awaitable[bytes]:
    """Compress a document, which takes a fortieth of a second a megabyte, beside whatever else is done."""
    return asyncio.get_running_loop().run_in_executor(None, zlib.compress, body, _LEVEL)


async def save_document(conn: Executor, document: Document, packed: bytes, now: datetime) -> None:
    """Keep a document under its hash; a known one is left as it is."""
    sql = """
        insert into document (sha256, media_type, size, zlib, first_seen_at) values ($1, $2, $3, $4, $5)
        on conflict (sha256) do nothing
    """
    size, media_type = len(document.body), document.fetched.media_type
    await conn.execute(sql, document.sha256, media_type, size, packed, now)


async def forget_documents(db: Database, now: datetime) -> int:
    """Drop a batch of those first seen ninety days ago that no source gives any more; return how many."""
    sql = """
        delete from document where sha256 in (
            select sha256 from document d where first_seen_at < $1
                and not exists (select 1 from source where document_sha256 = d.sha256)
            limit $2)
    """
    return affected_rows(await db.execute(sql, now - KEPT, _BATCH))
