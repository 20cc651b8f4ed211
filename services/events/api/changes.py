"""The change log, for whoever keeps a copy of our events."""

from datetime import UTC, datetime
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request, Response

from services.events.api.events import EventId, missing
from services.events.api.runtime import Events
from services.events.store.search.changes import KEPT, changes_after, changes_of, last_change
from services.events.store.search.search import documents_of, find_event
from shared.contracts.catalogue.event_query import ChangeQuery
from shared.contracts.catalogue.lists import ChangePage, EventChanges
from shared.db import Record
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.ids import is_id
from shared.web import bytes_answer, decode_cursor, encode_cursor
from shared.web.openapi import problems

router = APIRouter(tags=["changes"])
LATEST = 20
"""Changes of one event that are told."""


@router.get("/v1/changes", response_model=ChangePage, responses=problems(410), summary="What has changed")
async def get_changes(request: Request, runtime: Events, query: Annotated[ChangeQuery, Query()]) -> Response:
    """Every change of every event, oldest first, with its reason; kept for 90 days.

    To keep a copy: note `resume` of `?after=latest`, read all events, then ask with `after` from time to
    time. `merged` is a tombstone: the event lives on under `merged_into`. Nothing is ever deleted otherwise.
    """
    now = runtime.clock()
    seq = await _position(query.after, runtime, now)
    rows = await changes_after(runtime.db, seq, query.limit + 1)
    shown = rows[: query.limit]
    resume = encode_cursor({"s": shown[-1]["seq"] if shown else seq, "t": now.isoformat()})
    following = _following(request, query, resume) if len(rows) > query.limit else None
    events = await documents_of(runtime.db, [row["event_id"] for row in shown], now) if query.include else {}
    items = ",".join(_item(row, events.get(row["event_id"])) for row in shown)
    goes_on = f'"next":{_json(following)},"next_cursor":{_json(resume if following else None)}'
    body = f'{{"items":[{items}],{goes_on},"resume":{_json(resume)}}}'
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    return bytes_answer(request, body.encode(), headers=headers)


@router.get(
    "/v1/events/{event_id}/changes",
    response_model=EventChanges,
    responses=problems(404),
    summary="What an event was before",
)
async def get_event_changes(request: Request, runtime: Events, event_id: EventId) -> Response:
    """Changes of status, start, place and mode of one event, newest first: the last 20, kept for 90 days."""
    found = await find_event(runtime.db, event_id, runtime.clock()) if is_id(event_id, "evt") else None
    if found is None:
        raise missing()
    rows = await changes_of(runtime.db, found[0], LATEST)
    items = ",".join(_item(row, None) for row in rows)
    body = f'{{"event_id":{_json(found[0])},"changes":[{items}]}}'
    return bytes_answer(request, body.encode(), max_age_s=60)


async def _position(after: str | None, runtime: Events, now: datetime) -> int:
    if after is None:
        return 0
    if after == "latest":
        return await last_change(runtime.db)
    cursor = decode_cursor(after)
    try:
        seq, given_at = int(cursor["s"]), datetime.fromisoformat(cursor["t"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise _bad() from None
    if now - given_at > KEPT:
        raise AppError(
            "changes_forgotten",
            Kind.GONE,
            "Changes since then are not kept any more: read all events anew, then go on from `after=latest`.",
        )
    return seq


def _bad() -> AppError:
    detail = "This is not the `resume` of an answer of ours; start without `after`."
    return AppError("bad_cursor", Kind.INVALID, detail, errors=(FieldError("/query/after", detail),))


def _following(request: Request, query: ChangeQuery, resume: str) -> str:
    include = "&include=event" if query.include else ""
    return f"{request.url.path}?limit={query.limit}{include}&after={resume}"


def _item(row: Record, event: str | None) -> str:
    told = _json(
        {field: row[field] for field in ("seq", "event_id", "reason", "merged_into", "version", "at", "was")}
    )
    return f'{told[:-1]},"event":{event or "null"}}}'


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
