"""Events of one series or of one organiser."""

from datetime import datetime
from typing import Literal

from services.events.publish.entry import Entry
from services.events.search.filters.facts import one_organiser
from services.events.store.search.public_event import COLUMNS
from services.events.store.search.search import entry_of
from shared.contracts.events import EventStatus
from shared.db import Database

MOST = 400
OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.PROBABLY_OFF})
"""States of an edition that is not held when it was to be."""
Kind = Literal["series", "organiser"]


async def held_by(db: Database, kind: Kind, key: str, now: datetime) -> list[Entry]:
    """Return the events of a series or an organiser, the latest 400, oldest first.

    An organiser who is known by several ids is found by each.
    """
    wanted = one_organiser("$2") if kind == "organiser" else "$2"
    sql = f"""
        select version, created_at, {COLUMNS} from event
        where doc->'{kind}'->>'id' = {wanted} and jsonb_typeof(doc->'{kind}') = 'object'
          and merged_into is null and not withdrawn
        order by starts_utc desc, id limit {MOST}
    """  # noqa: S608 - of two constants
    return [entry_of(row) for row in reversed(await db.fetch(sql, now, key))]
