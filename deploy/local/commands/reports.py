"""`acquaint reports …`: what people reported, for whoever runs this to settle."""

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from services.gateway.store import abuse_reports
from shared.contracts.abuse_reports import ReportOutcome


async def show(data: Path, stores: Given, limit: int, *, settled: bool) -> None:
    """Print what waits, or what was settled."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        rows = await abuse_reports.to_settle(house.gateway.db, limit, settled=settled)
    table = Table("id", "of", "reason", "what happened", "by", "settled")
    for row in rows:
        one = row.report
        said = (f"{one.subject_title} ({one.subject_id})", one.reason, one.text, row.reporter)
        table.add_row(one.id, *map(escape, said), one.outcome or "")
    console.print(table if rows else "Nothing was settled." if settled else "Nothing waits.")


async def settle(data: Path, stores: Given, report_id: str, outcome: ReportOutcome, note: str) -> None:
    """Keep what came of a report."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        db, now = house.gateway.db, house.gateway.clock()
        done = await abuse_reports.settle(db, report_id, outcome, note or None, "operator", now)
    console.print(f"Kept: {escape(done.subject_title)} {done.outcome}.")
