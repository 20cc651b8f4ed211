"""How many people say they go to an event, as matching counts them."""

from shared.contracts.messages import AttendanceCounted
from shared.db import Connection


async def set_going(conn: Connection, counted: AttendanceCounted) -> None:
    """Keep the newest count; one that comes late or for an unknown event changes nothing."""
    sql = """
        update event set going = $2, going_at = $3
        where id = (select coalesce(merged_into, id) from event where id = $1)
          and (going_at is null or going_at < $3)
    """
    await conn.execute(sql, counted.event_id, counted.going, counted.counted_at)
