"""The public event as text: what is stored, and what depends on the moment.

Postgres would take the stored document apart to add to it, which is a tenth of a search; a text is added to.
"""

from typing import Final

from shared.db import Record

_UPDATED: Final = "to_json(updated_at)::text"
COLUMNS: Final = f"""
doc::text as doc, {_UPDATED} as updated_at, ends_utc <= $1 as is_past,
case when going >= 3 then going end as going
"""
"""Of `event`, at the moment `$1`. Two who go are never counted."""
TOLD: Final = f"""
coalesce(told, (select left(doc::text, -1) || ', "updated_at": ' || {_UPDATED}
                from event where event.id = found.id)) as told,
ends_utc <= $1 as is_past, (select going from event where event.id = found.id and going >= 3) as going
"""  # noqa: S608 - constants
"""The same of `event_ahead`, where the text stands ready, whose rows are `found`."""


def public_event(row: Record) -> str:
    """Return the JSON of an event from a row with the columns of `event`."""
    return told_event(row, f'{row["doc"][:-1]}, "updated_at": {row["updated_at"]}')


def told_event(row: Record, told: str) -> str:
    """Return the JSON of an event from what it tells at any moment."""
    is_past, going = ("true" if row["is_past"] else "false"), row["going"]
    return f'{told}, "is_past": {is_past}, "going": {{"count": {"null" if going is None else going}}}}}'
