"""Says who of an introduction has cause for a letter, in the transaction that gives it."""

from datetime import datetime

from shared.contracts.messages import IntroductionMoved, Stream
from shared.db import Connection
from shared.db.outbox import put
from shared.kernel.ids import Ids


async def tell(conn: Connection, introduction_id: str, reader_id: str, now: datetime, ids: Ids) -> None:
    """Queue that a person has been asked, or that whom they asked agreed."""
    fact = IntroductionMoved(introduction_id=introduction_id, reader_id=reader_id)
    await put(conn, Stream.INTRODUCTION_MOVED, fact, message_id=ids("msg"), occurred_at=now)
