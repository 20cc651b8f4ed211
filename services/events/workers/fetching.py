"""The ways to what the pipeline reads: over the guarded client, and to what needs no asking."""

from collections.abc import Mapping
from datetime import datetime

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.sources.hosts.robots import Leave
from services.events.store.sources.brought import document_of
from shared.db import Database
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits
from shared.kernel.response import Response


async def needless(url: str) -> Leave:
    """We need not ask ourselves."""
    del url
    return Leave()


async def read_brought(
    db: Database, source_id: str, now: datetime, url: str, headers: Mapping[str, str]
) -> Response:
    """Answer with what a partner brought: nobody need be asked for it."""
    del headers
    body = await document_of(db, source_id, now)
    return Response(200, {"content-type": "application/json"}, body, url, None)


def fetch_with(client: GuardedClient, limits: Limits | None = None) -> Fetch:
    """Return the pipeline's fetch over the guarded client."""
    bounds = limits or Limits()

    async def fetch(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        try:
            return await client.get(url, headers, limits=bounds)
        except (FetchRefused, FetchFailed) as refusal:
            return NoAnswer(refusal.reason)

    return fetch
