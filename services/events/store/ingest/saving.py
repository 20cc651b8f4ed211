"""Writes the events of a reading, batch by batch while the next are drafted, and says what is to be told."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from services.events.ingest.resolve.draft import EventDraft
from services.events.ingest.resolve.history import before_of, reason_of
from services.events.store.ingest import events
from services.events.store.ingest.change_log import Told, drafted
from services.events.store.ingest.events import Stored
from shared.db import Ahead

WITHDRAWN = "withdrawn_by_publisher"
"""Why an event is shown no more: its publisher will not have it."""
_EVENTS_AT_ONCE = 50
"""The next are drafted while these are written; so many fit into what a socket holds."""
_MADE_AT_ONCE = 10
"""Drafts between two turns of others: the reading process is not left waiting with what it has read."""

Made = TypeVar("Made")


async def save_events(
    ahead: Ahead, drafts: Iterable[EventDraft], held: Mapping[str, Stored], now: datetime
) -> tuple[list[Told], list[EventDraft]]:
    """Write what changes; return what is to be told, and what is the same but merged for other reasons."""
    waiting = iter(drafts)
    told: list[Told] = []
    otherwise_merged: list[EventDraft] = []
    while batch := await next_of(waiting):
        changed = [
            (it, held[it.id].version + 1 if it.id in held else 1)
            for it in batch
            if _differs(it, held.get(it.id))
        ]
        if changed:
            await events.save_events(ahead, changed, now)
        told += [told_of(event, version, held.get(event.id)) for event, version in changed]
        otherwise_merged += [it for it in batch if _is_otherwise_merged(it, held.get(it.id))]
    return told, otherwise_merged


async def next_of(waiting: Iterator[Made]) -> list[Made]:
    """Take a batch of what is made as it is asked for; whoever waits has a turn now and then meanwhile."""
    batch: list[Made] = []
    while len(batch) < _EVENTS_AT_ONCE and (few := list(islice(waiting, _MADE_AT_ONCE))):
        batch += few
        await asyncio.sleep(0)
    return batch


def _differs(event: EventDraft, held: Stored | None) -> bool:
    if held is None or held.merged_into is not None:
        return True
    if (event.doc, event.withdrawn) != (held.doc, held.withdrawn):
        return True
    return event.provenance != held.provenance and not _is_of_one(event.provenance, held.provenance)


def _is_of_one(now: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether one listing still tells all; an earlier release wrote out that each field is from it."""
    sources = {it["source_id"] for it in before}
    return not now and len(sources) == 1 and not any(it["others"] for it in before)


def _is_otherwise_merged(event: EventDraft, held: Stored | None) -> bool:
    return held is not None and not _differs(event, held) and event.evidence != held.evidence


def told_of(event: EventDraft, version: int, held: Stored | None) -> Told:
    """Return what is to be told of an event that was written, and what it was before."""
    fact = drafted(event, version)
    if held is not None and event.withdrawn and not held.withdrawn:
        return Told(fact, WITHDRAWN)
    before = held.doc if held is not None else None
    return Told(fact, reason_of(before, event.doc), before_of(before, event.doc))
