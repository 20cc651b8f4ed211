"""`acquaint doubts …`: pairs of listings that may be one event, for a person to settle."""

from pathlib import Path
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from services.events.ingest.ports import Judgement
from services.events.store.ingest.verdicts import doubts

SAYS: Final = {"same": True, "different": False, "forget": None}


async def show(data: Path, stores: Given, limit: int) -> None:
    """Print the likeliest doubts."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        rows = await doubts(house.events.db, limit)
    table = Table("sure", "what the two say", "why in doubt", "listing")
    for row in rows:
        for side in ("one", "other"):
            first = side == "one"
            table.add_row(
                f"{row['probability']:.2f}" if first else "",
                escape(_words(row[f"{side}_doc"])),
                row["reason"] if first else "",
                row[side],
                end_section=not first,
            )
    console.print(table if rows else "Nothing is in doubt.")


async def say(data: Path, stores: Given, listings: tuple[str, str], says: str) -> None:
    """Keep and follow what a person says."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        done = await house.events.judge(Judgement(*listings, SAYS[says], "operator"))
    console.print(
        f"Kept. {done.created} events made, {done.updated} changed, {done.merged} merged into others."
    )


def _words(doc: dict[str, Any]) -> str:
    place = (doc.get("place") or {}).get("city") or doc.get("mode") or ""
    return f"{doc['starts']['local'][:10]}  {doc['title']}  {place}"
