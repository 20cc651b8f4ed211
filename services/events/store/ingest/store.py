"""The pipeline's store: one transaction a reading, one reading at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from services.events.ingest.ports import Unit
from services.events.store.ingest.unit import NotBegunError, PostgresUnit
from shared.db import Database

_OPEN = "select set_config('enable_seqscan', 'off', true)"
"""Each statement by an index: a young table has no statistics to tell as much."""
_MERGE_PENDING = """
select gin_clean_pending_list('event_tsv'), gin_clean_pending_list('event_topics')
"""
"""Merging the rows of many documents into the inverted indexes at once costs a fifth of doing it row by row.

What is not merged yet is found all the same: a search looks through it, one row after the other.
"""


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """Opens units on behalf of one owner of claims."""

    db: Database
    owner: str

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """Open a transaction and wait for the one before."""
        async with self.early_unit() as unit:
            await unit.begin()
            yield unit

    @asynccontextmanager
    async def early_unit(self) -> AsyncIterator[Unit]:
        """Open a transaction that others need not wait for until it begins; undone if it never does."""
        beside: list[asyncio.Task[None]] = []
        try:
            with suppress(NotBegunError):
                async with self.db.transaction() as conn:
                    await conn.execute(_OPEN)
                    unit = PostgresUnit(
                        conn, self.owner, lambda: beside.append(asyncio.create_task(self.settle()))
                    )
                    try:
                        yield unit
                        unit.check_begun()
                    except BaseException:
                        await unit.drop()
                        raise
        finally:  # what of it failed is left to the end of the round
            await asyncio.gather(*beside, return_exceptions=True)

    async def settle(self) -> None:
        """Merge what is new into the indexes of the search."""
        await self.db.execute(_MERGE_PENDING)
