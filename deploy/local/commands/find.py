"""`acquaint search` and `acquaint ingest`."""

from pathlib import Path

from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.events.workers.ingest_folder import run as ingest_run
from services.gateway.web.folding import Card, folded
from shared.kernel.clock import system_clock


async def search(data: Path, given: Given, words: str, near: str | None, limit: int) -> None:
    """Print the events found as a table, the dates of a series as one line.

    Raises:
        Trouble: there are no events at all yet.
    """
    query = [("limit", str(limit)), *([("q", words)] if words else []), *([("near", near)] if near else [])]
    async with open_existing(prepare(data), given) as (house, _plan):
        found = await house.gateway.events.search(query)
        if not found.items and not (await house.gateway.events.search([("limit", "1")])).items:
            raise Trouble("There are no events here yet: let `acquaint up` read the sources once.")
    cards = folded(found.items, found.series or {})
    console.print(_table(cards) if cards else "Nothing coming fits: use fewer words, or another place.")


def _table(cards: list[Card]) -> Table:
    table = Table("when", "what", "where", "topics", "going")
    for card in cards:
        event = card.event
        place = event.place.city if event.place and event.place.city else (event.mode or "")
        topics = ", ".join(topic.label for topic in event.topics[:3])
        title = f"{event.title} (and {card.others} more)" if card.others else event.title
        table.add_row(
            event.starts_at.local.replace("T", " "), title, place, topics, str(event.going.count or "")
        )
    return table


async def ingest(folder: Path, report: Path | None) -> int:
    """Read a folder's files by the real pipeline; return how many could not be read in time."""
    return await ingest_run(folder, system_clock(), report=report, console=console)
