"""A person says whether two listings tell of one event: kept, and followed at once."""

from datetime import datetime

from services.events.ingest.ports import Judgement, Ports, Written
from services.events.ingest.redraft import retold
from shared.kernel.errors import AppError, Kind


async def judge(judgement: Judgement, ports: Ports, now: datetime) -> Written:
    """Keep a judgement and resolve the two listings again. Another judgement undoes it; former ids redirect.

    Raises:
        AppError: `listing_missing`, or `one_listing` where both are the same.
    """
    pair = (judgement.one, judgement.other)
    if judgement.one == judgement.other:
        raise AppError("one_listing", Kind.INVALID, "Name two listings; this is one and the same.")
    async with ports.store.unit() as unit:
        if not {*pair} <= {it.id for it in await unit.neighbours((), pair)}:
            raise AppError("listing_missing", Kind.MISSING, "There is no listing with one of these ids.")
        await unit.judge(judgement, now)
        return await unit.write(await retold(unit, pair, ports), now)
