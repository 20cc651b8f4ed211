"""Searching events, and one event."""

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from services.events.api.params import CalendarQuery, EventQuery, to_search
from services.events.api.provenance import event_sources
from services.events.api.runtime import Events, Runtime
from services.events.search.calendar import calendar
from services.events.search.cursor import next_cursor
from services.events.search.query import Search
from services.events.store.search import find_batch, find_event, find_events, find_provenance
from shared.contracts.events import Event, EventIds, EventSources, EventStatus
from shared.contracts.paging import Page
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import is_id
from shared.web import bytes_answer, encode_cursor

router = APIRouter(tags=["events"])

CALENDAR = "text/calendar; charset=utf-8"
MOST_IN_CALENDAR = 500
_ICS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/calendar": {"example": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…"}}}
}
EventId = Annotated[str, Path(max_length=40, examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"])]


@router.get("/v1/events", response_model=Page[Event], summary="Search events")
async def search_events(request: Request, runtime: Events, query: Annotated[EventQuery, Query()]) -> Response:
    """Upcoming events that are not cancelled, unless the parameters say otherwise.

    The soonest come first, or the most relevant with `q`. Follow `next` for more: pages do not shift while
    events are added.
    """
    search = to_search(query, runtime)
    found = await find_events(runtime.db, search)
    following = None
    if found.last is not None:
        following = _with_cursor(request, encode_cursor(next_cursor(search, *found.last)))
    body = f'{{"items":[{",".join(found.documents)}],"next":{orjson.dumps(following).decode()}}}'
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    return bytes_answer(request, body.encode(), max_age_s=60, headers=headers)


@router.get("/v1/events.ics", summary="A search as a calendar", responses=_ICS, response_class=Response)
async def search_calendar(
    request: Request, runtime: Events, query: Annotated[CalendarQuery, Query()]
) -> Response:
    """Subscribe to any search. Cancelled events stay in it, so that calendars learn of them."""
    search = replace(to_search(query, runtime), limit=MOST_IN_CALENDAR)
    if not search.statuses and query.cancelled != "omit":
        search = replace(search, statuses=tuple(EventStatus))
    found = await find_events(runtime.db, search)
    events = [orjson.loads(document) for document in found.documents]
    return bytes_answer(
        request, calendar(events, name=_name(search), cancelled=query.cancelled), CALENDAR, max_age_s=300
    )


@router.get(
    "/v1/events/{event_id}.ics", summary="One event as a calendar", responses=_ICS, response_class=Response
)
async def event_calendar(request: Request, runtime: Events, event_id: EventId) -> Response:
    """One event, for adding to a calendar."""
    today_id, document = await _one(runtime, event_id)
    if today_id != event_id:
        return RedirectResponse(f"/v1/events/{today_id}.ics", 308)
    event = orjson.loads(document)
    return bytes_answer(request, calendar([event], name=event["title"]), CALENDAR, max_age_s=300)


@router.get("/v1/events/{event_id}/sources", response_model=EventSources, summary="Where an event comes from")
async def get_event_sources(request: Request, runtime: Events, event_id: EventId) -> Response:
    """Every listing behind an event, which source each field was taken from and what others say instead."""
    if not is_id(event_id, "evt"):
        raise _missing()
    event, listings = await find_provenance(runtime.db, event_id)
    if event is None:
        raise _missing()
    if event["merged_into"]:
        return RedirectResponse(f"/v1/events/{event['merged_into']}/sources", 308)
    answer = event_sources(event, listings)
    return bytes_answer(request, answer.model_dump_json().encode(), max_age_s=60)


@router.get("/v1/events/{event_id}", response_model=Event, summary="One event")
async def get_event(request: Request, runtime: Events, event_id: EventId) -> Response:
    """One event. The id of an event that was merged into another answers 308 with its new address."""
    today_id, document = await _one(runtime, event_id)
    if today_id != event_id:
        return RedirectResponse(f"/v1/events/{today_id}", 308)
    return bytes_answer(request, document.encode(), max_age_s=60)


@router.post("/internal/events/batch", response_model=Page[Event], summary="Several events at once")
async def batch_events(request: Request, runtime: Events, wanted: EventIds) -> Response:
    """Events in the order of their ids; unknown ids are left out, merged ones answer under their new id."""
    ids = [event_id for event_id in wanted.ids if is_id(event_id, "evt")]
    documents = await find_batch(runtime.db, ids, runtime.clock())
    return bytes_answer(request, f'{{"items":[{",".join(documents)}],"next":null}}'.encode())


async def _one(runtime: Runtime, event_id: str) -> tuple[str, str]:
    found = await find_event(runtime.db, event_id, runtime.clock()) if is_id(event_id, "evt") else None
    if found is None:
        raise _missing()
    return found


def _missing() -> AppError:
    return AppError("event_missing", Kind.MISSING, "There is no event with this id; search at /v1/events.")


def _with_cursor(request: Request, cursor: str) -> str:
    """Return this request's path and query with another cursor; relative, to hold behind a gateway."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def _name(search: Search) -> str:
    words = [search.q, *(topic.partition(".")[2] or topic for topic in search.topics), search.country]
    told = " · ".join(word for word in words if word)
    return f"Acquaint: {told}" if told else "Acquaint: events"
