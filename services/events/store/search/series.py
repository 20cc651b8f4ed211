"""Events of one series or of one organiser."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import orjson

from services.events.publish.entry import Doc, Entry
from services.events.search.filters.facts import one_organiser
from services.events.store.search.public_event import COLUMNS, public_event
from shared.contracts.events import EventStatus
from shared.db import Database, Record

MOST = 400
OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.PROBABLY_OFF})
"""States of an edition that is not held when it was to be."""
Kind = Literal["series", "organiser"]


@dataclass(frozen=True, slots=True)
class Held:
    """An event with its JSON as the API gives it."""

    entry: Entry
    text: str

    @property
    def doc(self) -> Doc:
        """The event, decoded."""
        return self.entry.event

    @property
    def day(self) -> date:
        """The local day on which it begins."""
        return date.fromisoformat(self.doc["starts_at"]["local"][:10])


async def held_by(db: Database, kind: Kind, key: str, now: datetime) -> list[Held]:
    """Return the events of a series or an organiser, the latest 400, oldest first.

    An organiser who is known by several ids is found by each.
    """
    wanted = one_organiser("$2") if kind == "organiser" else "$2"
    rows = await db.fetch(
        f"""
        select version, created_at, {COLUMNS} from event
        where doc->'{kind}'->>'id' = {wanted} and jsonb_typeof(doc->'{kind}') = 'object'
          and merged_into is null and not withdrawn
        order by starts_utc desc, id limit {MOST}
        """,  # noqa: S608 - of two constants
        now,
        key,
    )
    return [_held(row, public_event(row)) for row in reversed(rows)]


def _held(row: Record, text: str) -> Held:
    return Held(Entry(orjson.loads(text), row["version"], row["created_at"]), text)
