"""What partners call some of an event's attendees together, such as mentors or a kind of ticket."""

from collections.abc import Mapping, Sequence

from shared.db import Database


async def keep(db: Database, partner: str, event_id: str, person_id: str, names: Sequence[str]) -> None:
    """Have somebody be in these groups of an event and in no others."""
    async with db.transaction() as conn:
        await conn.execute(
            """delete from partner_group
               where person_id = $3 and partner = $1 and event_id = $2 and not name = any($4)""",
            partner, event_id, person_id, list(names),
        )  # fmt: skip
        await conn.execute(
            """insert into partner_group (partner, event_id, name, person_id)
               select $1, $2, unnest($4::text[]), $3 on conflict do nothing""",
            partner, event_id, person_id, list(names),
        )  # fmt: skip


async def of_event(db: Database, partner: str, event_id: str) -> Mapping[str, frozenset[str]]:
    """Return the people of each group of a partner's at an event, by its name, the largest first."""
    rows = await db.fetch(
        """select name, array_agg(person_id) as people from partner_group
           where partner = $1 and event_id = $2 group by name order by count(*) desc, name""",
        partner, event_id,
    )  # fmt: skip
    return {row["name"]: frozenset(row["people"]) for row in rows}
