"""The least that Postgres needs for a search: one statement by hand, its horizon given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.db import Database


@dataclass(frozen=True, slots=True)
class Floor:
    """A statement that gives twenty ids or a number, and its arguments from `$2` on; `$1` is the present."""

    sql: str
    args: tuple[Any, ...] = ()
    is_count: bool = False


TEXT = "tsv @@ to_tsquery('english', $2)"
RANK = "ts_rank(tsv, to_tsquery('english', $2), 1) desc"
COMING = "ends_utc > $1 and starts_utc > $1 - interval '90 days'"
DISTANCE = (
    "12742 * asin(least(1, sqrt(sin(radians(lat - $2) / 2) ^ 2"
    " + cos(radians(lat)) * cos(radians($2)) * sin(radians(lon - $3) / 2) ^ 2)))"
)


HYBRID = f"""
    select id from (
        (select id, row_number() over (order by {RANK}) as place from event_ahead
         where {TEXT} and {COMING} order by {RANK} limit 40)
        union all
        (select id, row_number() over () as place from (
            select id from event_meaning order by embedding <=> $3::vector::halfvec limit 40
        ) as nearest)
    ) as lists group by id order by sum(1.0 / (60 + place)) desc limit 20
"""  # noqa: S608 - constants


def first_twenty(where: str, order: str, *args: object) -> Floor:
    """Return the floor of events ahead that meet a condition."""
    sql = f"select id from event_ahead where {COMING} and {where} order by {order} limit 20"  # noqa: S608
    return Floor(sql, args)


def counted(where: str, *args: object) -> Floor:
    """Return the floor of counting events ahead that meet a condition."""
    return Floor(f"select count(*)::text from event_ahead where {COMING} and {where}", args, is_count=True)  # noqa: S608


async def bare_sql(db: Database, floor: Floor, now: datetime) -> str:
    """Return twenty events as JSON that Postgres writes, or a number."""
    if floor.is_count:
        return str(await db.fetchval(floor.sql, now, *floor.args))
    sql = f"""
        with found as materialized ({floor.sql})
        select coalesce(json_agg(doc)::text, '') from found join event using (id)
        where $1::timestamptz is not null
    """  # noqa: S608 - the floors are constants
    return str(await db.fetchval(sql, now, *floor.args))
