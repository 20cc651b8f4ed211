"""A feed becomes events: fetch, read, resolve, and one transaction. The whole use case on one screen."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.events.ingest.fetch.outcome import Gone, NotModified, RetryLater
from services.events.ingest.model import Outcome, ReadContext, Reading
from services.events.ingest.ports import Ports, Report, Unit, Write
from services.events.ingest.presence import Presence, presence
from services.events.ingest.resolve.block import lookup_keys
from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.identity import resolve
from services.events.ingest.resolve.model import Resolution, Sighting
from services.events.ingest.verdict import Document, judge, to_send
from services.events.sources.model import Source, SourceState
from services.events.sources.schedule import next_fetch

LOOK_BACK = timedelta(days=60)
LOOK_AHEAD = timedelta(days=550)
"""Recurrences are expanded within this window around the present: some 18 months ahead."""


async def poll(source: Source, ports: Ports, now: datetime) -> Report:
    """Bring what we hold of one claimed source up to date. A failure changes its state and no event."""
    answer = await ports.fetch(source.spec.url, to_send(source.state, now).to_headers())
    match judge(answer, source.state, now):
        case Document() as document:
            reading = await ports.read(document.body, context(source, document, now))
            if reading.outcome in {Outcome.OK, Outcome.EMPTY}:
                return await _take(source, document, reading, ports, now)
            return await fail(source, RetryLater(reading.outcome.value), ports, now)
        case NotModified():
            return await _unchanged(source, ports, now)
        case failure:
            return await fail(source, failure, ports, now)


async def _take(source: Source, document: Document, reading: Reading, ports: Ports, now: datetime) -> Report:
    """Everything a good reading says, in one transaction."""
    async with ports.store.unit() as unit:
        verdict = presence(await unit.held(source.id), reading.listings, now)
        sightings, resolution = await _resolve(source, verdict, unit, ports, now)
        written = await unit.write(_change(document, verdict, sightings, resolution, ports), now)
        events = await unit.events_of(source.id)
        state = _good_state(source, document, reading, now, settled=verdict.settled)
        due = _due(source, ports, now)
        await unit.finish(source.id, replace(state, events=events, next_at=due), reading.rejected)
    counts = (len(reading.listings), len(reading.rejected))
    return Report(source, reading.outcome.value, *counts, written)


async def _resolve(
    source: Source, verdict: Presence, unit: Unit, ports: Ports, now: datetime
) -> tuple[list[Sighting], Resolution]:
    """Resolve what changed together with all that it could touch; what did not change is left alone."""
    keys = {key for _, listing in verdict.changed for key in lookup_keys(listing)}
    touched = [*(held_id for held_id, _ in verdict.changed if held_id), *verdict.vanished]
    near = {sighting.id: sighting for sighting in await unit.neighbours(keys, touched)}
    for listing_id in verdict.vanished:
        near[listing_id] = replace(near[listing_id], vanished=True)
    fresh = []
    for held_id, listing in verdict.changed:
        known = near.get(held_id) if held_id else None
        fresh.append(
            replace(known, listing=listing, changed_at=now, vanished=False)
            if known
            else Sighting(
                ports.ids("lst"), source.id, source.spec.title, source.spec.trust, listing, None, now, now
            )
        )
    everything = near | {sighting.id: sighting for sighting in fresh}
    return fresh, resolve(list(everything.values()), lambda: ports.ids("evt"))


def _change(
    document: Document, verdict: Presence, fresh: list[Sighting], resolution: Resolution, ports: Ports
) -> Write:
    home = {it.id: cluster.event_id for cluster in resolution.clusters for it in cluster.sightings}
    changed = {sighting.id for sighting in fresh}
    return Write(
        document=document,
        listings=[(sighting, home[sighting.id]) for sighting in fresh],
        links=[
            (it.id, cluster.event_id)
            for cluster in resolution.clusters
            for it in cluster.sightings
            if it.id not in changed and it.event_id != cluster.event_id
        ],
        seen=verdict.seen,
        missing=verdict.missing,
        vanished=verdict.vanished,
        events=[draft(cluster, ports.label) for cluster in resolution.clusters],
        redirects=resolution.redirects,
    )


async def _unchanged(source: Source, ports: Ports, now: datetime) -> Report:
    state = replace(
        source.state, last_fetched_at=now, last_good_at=now, last_outcome="not_modified", failures=0
    )
    async with ports.store.unit() as unit:
        await unit.finish(source.id, replace(state, next_at=_due(source, ports, now)), ())
    return Report(source, "not_modified", source.state.listings, source.state.rejected)


async def fail(source: Source, failure: Gone | RetryLater, ports: Ports, now: datetime) -> Report:
    """The validators stay those of the last good document; no listing and no event is touched."""
    failures = source.state.failures + 1
    asked_s = failure.wait_s if isinstance(failure, RetryLater) else None
    state = replace(
        source.state,
        last_fetched_at=now,
        last_outcome=failure.reason,
        failures=failures,
        next_at=_due(source, ports, now, failures=failures, retry_after_s=asked_s),
        gone=isinstance(failure, Gone),
    )
    async with ports.store.unit() as unit:
        await unit.finish(source.id, state, ())
    return Report(source, failure.reason)


def context(source: Source, document: Document, now: datetime) -> ReadContext:
    """Return what the reader needs to know besides the bytes."""
    return ReadContext(
        url=source.spec.url,
        media_type=document.fetched.media_type,
        default_timezone=source.spec.timezone,
        default_country=source.spec.country,
        window_start=now - LOOK_BACK,
        window_end=now + LOOK_AHEAD,
        topic_hints=source.spec.topics,
    )


def _good_state(
    source: Source, document: Document, reading: Reading, now: datetime, *, settled: bool
) -> SourceState:
    """Validators are kept back while a listing is missed: only a whole reading can tell if it is gone."""
    validators = document.fetched.validators
    return replace(
        source.state,
        etag=validators.etag if settled else None,
        last_modified=validators.last_modified if settled else None,
        document_sha256=document.sha256 if settled else None,
        format=reading.format,
        last_fetched_at=now,
        last_good_at=now,
        last_read_at=now,
        last_outcome=reading.outcome.value,
        failures=0,
        listings=len(reading.listings),
        rejected=len(reading.rejected),
    )


def _due(
    source: Source, ports: Ports, now: datetime, *, failures: int = 0, retry_after_s: int | None = None
) -> datetime:
    every_s = source.spec.every_s
    return next_fetch(
        now, every_s=every_s, failures=failures, retry_after_s=retry_after_s, spread=ports.spread()
    )
