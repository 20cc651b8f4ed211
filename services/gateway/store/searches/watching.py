"""What searches know of events, kept with how far the change log was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.gateway.alerts.due import Rhythm, next_turn
from services.gateway.alerts.news import Follower, Known, News
from services.gateway.alerts.watch import Judge, Key, Mark, Watched
from services.gateway.store.log_reader import LogReader
from shared.contracts.catalogue.lists import ChangePage
from shared.db import Connection
from shared.kernel.clock import Clock

_RENAME = """
update saved_search_event e set event_id = $2 where event_id = $1 and not exists (
    select from saved_search_event o where o.search_id = e.search_id and o.event_id = $2)
"""
_KEEP = """
insert into saved_search_event (search_id, event_id, news, seq, was, forget_at)
select s.id, m.event_id, m.news, m.seq, m.was, m.forget_at
from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::jsonb[], $6::timestamptz[])
     as m (search_id, event_id, news, seq, was, forget_at)
join saved_search s on s.id = m.search_id
on conflict (search_id, event_id) do update set
    news = excluded.news, seq = excluded.seq, was = excluded.was, forget_at = excluded.forget_at
"""
_WHO = """
select distinct s.person_id, alerts, last_at, coalesce(hour, 8) as hour, timezone
from saved_search s
left join alert_turn t on t.person_id = s.person_id and t.rhythm = s.alerts
left join digest_subscriber d on d.person_id = s.person_id
where s.id = any($1) and alerts in ('at_once', 'daily')
"""
_TURN = """
insert into alert_turn (id, person_id, rhythm, next_at) values ($1 || ':' || $2, $1, $2, $3)
on conflict (id) do update set dead_at = null,
    next_at = least(alert_turn.next_at, excluded.next_at)
"""


@dataclass(frozen=True, slots=True)
class PostgresKeeper(LogReader):
    """Keeps what searches know."""

    name = "alerts"

    async def watched(self) -> Sequence[Watched]:
        """Return every search whose person wants to be told."""
        rows = await self.db.fetch(
            "select id, query, since, whole from saved_search where alerts <> 'none' order by id"
        )
        return [Watched(row["id"], row["query"], Follower(row["since"], row["whole"])) for row in rows]

    async def keep(self, before: str | None, page: ChangePage, judge: Judge) -> bool:
        """Judge and move the position in one transaction."""
        async with self.past(before, page) as conn:
            if conn is None:
                return False
            for change in page.items:
                if change.merged_into:
                    await _merge(conn, change.event_id, change.merged_into)
            await self._note(conn, judge(await _known(conn, page)) if page.items else {})
            return True

    async def _note(self, conn: Connection, marks: Mapping[Key, Mark]) -> None:
        if not marks:
            return
        rows = sorted(marks.items())
        await conn.execute(
            _KEEP,
            [search_id for (search_id, _), _ in rows],
            [event_id for (_, event_id), _ in rows],
            [mark.known.news for _, mark in rows],
            [mark.known.seq for _, mark in rows],
            [dict(mark.known.was) if mark.known.was else None for _, mark in rows],
            [mark.forget_at for _, mark in rows],
        )
        await set_turns(conn, sorted({key[0] for key, mark in rows if mark.known.news}), self.clock)


async def set_turns(conn: Connection, search_ids: Sequence[str], clock: Clock) -> None:
    """See to it that whoever follows these searches is told in time."""
    if not search_ids:
        return
    now = clock()
    for row in await conn.fetch(_WHO, list(search_ids)):
        rhythm: Rhythm = row["alerts"]
        at = next_turn(rhythm, now, row["last_at"], row["hour"], row["timezone"])
        await conn.execute(_TURN, row["person_id"], rhythm, at)


async def _merge(conn: Connection, old: str, new: str) -> None:
    await conn.execute(_RENAME, old, new)
    await conn.execute("delete from saved_search_event where event_id = $1", old)


async def _known(conn: Connection, page: ChangePage) -> dict[Key, Known]:
    rows = await conn.fetch(
        """select search_id, event_id, news, seq, was from saved_search_event
           where event_id = any($1) order by search_id, event_id for update""",
        sorted({change.event_id for change in page.items}),
    )
    return {
        (row["search_id"], row["event_id"]): Known(
            News(row["news"]) if row["news"] else None, row["seq"] or 0, row["was"]
        )
        for row in rows
    }
