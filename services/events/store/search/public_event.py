"""The public event as text: what is stored, and what depends on the moment.

Postgres would take the stored document apart to add to it, which is a tenth of a search; a text is added to.
"""

from typing import Final

from shared.db import Record

COLUMNS: Final = """
doc::text as doc, ends_utc <= $1 as is_past, to_json(updated_at)::text as updated_at,
case when going >= 3 then going end as going
"""
"""Of `event`, at the moment `$1`. Two who go are never counted."""


def public_event(row: Record) -> str:
    """Return the JSON of an event from a row with these columns."""
    is_past, going = ("true" if row["is_past"] else "false"), row["going"]
    return (
        f'{row["doc"][:-1]}, "is_past": {is_past}, "updated_at": {row["updated_at"]}, '
        f'"going": {{"count": {"null" if going is None else going}}}}}'
    )
