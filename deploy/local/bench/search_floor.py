"""The least that Postgres needs for a search: one statement by hand, its horizon given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.db import Database


@dataclass(frozen=True, slots=True)
class Floor:
    """A condition on `event_ahead`, its order and its arguments from `$2` on; `$1` is the present."""

    where: str
    order: str
    args: tuple[Any, ...] = ()
    facets: bool = False


TEXT = "tsv @@ to_tsquery('english', $2)"
RANK = "ts_rank(tsv, to_tsquery('english', $2), 1) desc"
COMING = "ends_utc > $1 and starts_utc > $1 - interval '90 days'"
DISTANCE = (
    "12742 * asin(least(1, sqrt(sin(radians(lat - $2) / 2) ^ 2"
    " + cos(radians(lat)) * cos(radians($2)) * sin(radians(lon - $3) / 2) ^ 2)))"
)


async def bare_sql(db: Database, floor: Floor, now: datetime) -> str:
    """Return twenty events as JSON that Postgres writes, or how many of each kind there are."""
    if floor.facets:
        sql = f"select count(*)::text from event_ahead where {COMING} and {floor.where}"  # noqa: S608
    else:
        sql = f"""
            with found as materialized (
                select id from event_ahead where {COMING} and {floor.where} order by {floor.order} limit 20
            )
            select coalesce(json_agg(doc)::text, '') from found join event using (id)
        """  # noqa: S608 - the floors are constants
    return str(await db.fetchval(sql, now, *floor.args))
