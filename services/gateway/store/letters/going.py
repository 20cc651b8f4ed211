"""Letters to those who go to an event, and how far the change log was read for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.gateway.letters.lists import Notice
from services.gateway.letters.unsubscribe import GOING_LIST
from services.gateway.store.letters.notices import queue_notices
from services.gateway.store.log_reader import LogReader


@dataclass(frozen=True, slots=True)
class PostgresDesk(LogReader):
    """Keeps them; `key` is that of stopped addresses."""

    name = "going"
    key: bytes

    async def keep(self, notices: Mapping[str, Notice]) -> None:
        """Keep letters to those whose account is their own."""
        sql = "select person_id from account where person_id = any($1) and brought_by is null"
        async with self.db.transaction() as conn:
            own = await conn.fetch(sql, list(notices))
            mine = {row["person_id"]: notices[row["person_id"]] for row in own}
            await queue_notices(conn, self.key, GOING_LIST, mine)
