"""Reports of people, events and sources, until a year after they were settled."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.abuse_reports import AbuseReport, NewAbuseReport, ReportOutcome
from shared.db import Database, Record
from shared.kernel.errors import AppError, Kind

MOST_OPEN = 50
_ADD = """
insert into abuse_report (id, reporter_id, subject_id, subject_title, reason, text, created_at)
select $1, $2, $3, $4, $5, $6, $7
where (select count(*) from abuse_report where reporter_id = $2 and settled_at is null) < $8
on conflict (reporter_id, subject_id) where settled_at is null do nothing
returning *
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as those who settle it see it: with the address of who made it, and how many say the same."""

    report: AbuseReport
    reporter: str
    others: int


async def add(
    db: Database, report_id: str, reporter_id: str, said: NewAbuseReport, title: str, now: datetime
) -> AbuseReport:
    """Keep a report; raise `report_waiting` for the same once more, or `too_many_reports`."""
    values = (reporter_id, said.subject_id, title, said.reason, said.text, now, MOST_OPEN)
    row = await db.fetchrow(_ADD, report_id, *values)
    if row is not None:
        return _report(row)
    same = "select 1 from abuse_report where reporter_id = $1 and subject_id = $2 and settled_at is null"
    if await db.fetchval(same, reporter_id, said.subject_id):
        detail = "You have reported this, and it waits to be looked at; see GET /v1/reports."
        raise AppError("report_waiting", Kind.CONFLICT, detail)
    detail = f"{MOST_OPEN} reports of yours wait to be looked at; wait until some are."
    raise AppError("too_many_reports", Kind.CONFLICT, detail)


async def of_person(db: Database, person_id: str, before: str | None, limit: int) -> tuple[AbuseReport, ...]:
    """Return a person's own reports, the newest first, from before an id on."""
    rows = await db.fetch(
        """select * from abuse_report where reporter_id = $1 and ($2::text is null or id < $2)
           order by id desc limit $3""",
        person_id, before, limit,
    )  # fmt: skip
    return tuple(_report(row) for row in rows)


async def to_settle(db: Database, limit: int, *, settled: bool = False) -> tuple[Reported, ...]:
    """Return what waits, the oldest first; or what was settled, the newest first."""
    order = "r.settled_at desc" if settled else "r.created_at, r.id"
    rows = await db.fetch(
        f"""select r.*, a.email,
                   (select count(*) from abuse_report o
                    where o.subject_id = r.subject_id and o.id <> r.id) as others
            from abuse_report r join account a on a.person_id = r.reporter_id
            where (r.settled_at is not null) = $1 order by {order} limit $2""",  # noqa: S608 - one of two
        settled, limit,
    )  # fmt: skip
    return tuple(Reported(_report(row), row["email"], row["others"]) for row in rows)


async def settle(
    db: Database, report_id: str, outcome: ReportOutcome, note: str | None, by: str, now: datetime
) -> AbuseReport:
    """Keep what came of a report, also anew; raise `report_missing`."""
    row = await db.fetchrow(
        """update abuse_report set outcome = $2, note = $3, settled_by = $4, settled_at = $5
           where id = $1 returning *""",
        report_id, outcome, note, by, now,
    )  # fmt: skip
    if row is None:
        detail = "There is no such report; its reporter may have erased themselves. Load the list again."
        raise AppError("report_missing", Kind.MISSING, detail)
    return _report(row)


def _report(row: Record) -> AbuseReport:
    return AbuseReport.model_validate(dict(row))
