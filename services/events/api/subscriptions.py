"""Any search as something to subscribe to: a calendar, an RSS feed, a JSON Feed."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from services.events.api.events import EventId, missing
from services.events.api.params import to_followed
from services.events.api.runtime import Events
from services.events.publish.calendar import Style, calendar
from services.events.publish.entry import Entry
from services.events.publish.json_feed import json_feed
from services.events.publish.rss import rss
from services.events.search.query import Search
from services.events.store.search.changes import last_change
from services.events.store.search.moved import find_moved
from services.events.store.search.search import find_entries, find_entry
from shared.contracts.catalogue.event_query import CalendarQuery, EventFilter
from shared.contracts.events import EventStatus
from shared.kernel.countries import country_name
from shared.kernel.ids import is_id
from shared.web import QueryRoute, bytes_answer

router = APIRouter(tags=["events"], route_class=QueryRoute)

CALENDAR, RSS, JSON_FEED = "text/calendar", "application/rss+xml", "application/feed+json"
MOST_IN_CALENDAR = 500
MOST_IN_FEED = 100
FRESH_S = 300


def _form(media_type: str, example: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"example": example}}}}


_ICS = _form(CALENDAR, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…")
_RSS = _form(RSS, "<?xml version='1.0' encoding='utf-8'?>\n<rss version=\"2.0\">…")
_JSON_FEED = _form(JSON_FEED, '{"version": "https://jsonfeed.org/version/1.1", "items": […]}')


@router.get("/v1/events.ics", summary="A search as a calendar", responses=_ICS, response_class=Response)
async def search_calendar(
    request: Request, runtime: Events, query: Annotated[CalendarQuery, Query()]
) -> Response:
    """Subscribe to any search. Cancelled events stay in it, so that calendars learn of them.

    So does, for 90 days, what moved online or away from the place that the search asks for, its title begun
    with "[Moved online]" or "[Moved to Lyon]".
    """
    search = to_followed(query, runtime)._replace(limit=MOST_IN_CALENDAR)
    search = search if query.cancelled == "omit" else _with_called_off(search)
    style = Style(query.cancelled, query.long)
    with_moved = query.cancelled != "omit"

    def written(entries: list[Entry]) -> bytes:
        return calendar(entries, name=_name(query), style=style)

    return await _served(
        request, runtime, search, written, f"{CALENDAR}; charset=utf-8", with_moved=with_moved
    )


@router.get("/v1/events.rss", summary="A search as an RSS feed", responses=_RSS, response_class=Response)
async def search_rss(request: Request, runtime: Events, query: Annotated[EventFilter, Query()]) -> Response:
    """Subscribe to any search with a feed reader: what was added last comes first.

    What is called off stays in it, its title begun with "[Cancelled]", so that readers learn of it. So does,
    for 90 days, what moved online or away from the place that the search asks for, its title begun with
    "[Moved online]" or "[Moved to Lyon]".
    """
    search = _newest(to_followed(query, runtime), query)
    address = _address(request, runtime.public_url)

    def written(entries: list[Entry]) -> bytes:
        return rss(entries, name=_name(query), public_url=runtime.public_url, feed_url=address)

    return await _served(request, runtime, search, written, f"{RSS}; charset=utf-8", with_moved=True)


@router.get(
    "/v1/events.json", summary="A search as a JSON Feed", responses=_JSON_FEED, response_class=Response
)
async def search_json_feed(
    request: Request, runtime: Events, query: Annotated[EventFilter, Query()]
) -> Response:
    """Subscribe to any search with a program: JSON Feed 1.1, what was added last comes first.

    What is called off stays in it: `status` in `_event` says so, and its title. So does, for 90 days, what
    moved online or away from the place that the search asks for: `moved` in `_event` says where to.
    """
    search = _newest(to_followed(query, runtime), query)
    address = _address(request, runtime.public_url)

    def written(entries: list[Entry]) -> bytes:
        return json_feed(entries, name=_name(query), public_url=runtime.public_url, feed_url=address)

    return await _served(request, runtime, search, written, JSON_FEED, with_moved=True)


@router.get(
    "/v1/events/{event_id}.ics", summary="One event as a calendar", responses=_ICS, response_class=Response
)
async def event_calendar(request: Request, runtime: Events, event_id: EventId) -> Response:
    """One event, for adding to a calendar."""
    entry = await find_entry(runtime.db, event_id, runtime.clock()) if is_id(event_id, "evt") else None
    if entry is None:
        raise missing()
    if entry.event["id"] != event_id:
        return RedirectResponse(f"/v1/events/{entry.event['id']}.ics", 308)
    body = calendar([entry], name=entry.event["title"], style=Style(busy=True))
    return bytes_answer(request, body, f"{CALENDAR}; charset=utf-8", max_age_s=FRESH_S)


async def _served(
    request: Request,
    runtime: Events,
    search: Search,
    written: Callable[[list[Entry]], bytes],
    media_type: str,
    *,
    with_moved: bool,
) -> Response:
    """Write the feed, unless nothing has changed since it was written; what has begun may stay `FRESH_S`."""
    address = _address(request, "")
    made_from = (await last_change(runtime.db), runtime.clock().timestamp() // FRESH_S)
    body = runtime.feeds.find(address, made_from)
    if body is None:
        entries = await find_entries(runtime.db, search)
        body = written(await _and_moved(runtime, search, entries) if with_moved else entries)
        runtime.feeds.keep(address, made_from, body)
    return bytes_answer(request, body, media_type, max_age_s=FRESH_S)


async def _and_moved(runtime: Events, search: Search, entries: list[Entry]) -> list[Entry]:
    """Put what moved out of the place asked for behind what is there; of the last added, among it."""
    moved = await find_moved(runtime.db, search)
    gone = {entry.event["id"] for entry in moved}
    all_of_them = [entry for entry in entries if entry.event["id"] not in gone] + moved
    if search.sort == "added":
        all_of_them.sort(key=lambda entry: (entry.added_at, entry.event["id"]), reverse=True)
    return all_of_them


def _newest(search: Search, query: EventFilter) -> Search:
    """Feed readers show what is new: so the last added come first, unless another order was asked for."""
    return _with_called_off(search)._replace(limit=MOST_IN_FEED, sort=query.sort or "added")


def _with_called_off(search: Search) -> Search:
    """Keep what is cancelled, unless states are asked for: who is told of an event is told that it is off."""
    return search if search.statuses else search._replace(statuses=tuple(EventStatus))


def _address(request: Request, public_url: str) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{public_url}{request.url.path}{query}"


def _name(query: EventFilter) -> str:
    """Return what a search asks for, by which a calendar or reader lists it among others."""
    topics = (topic.partition(".")[2] or topic for topic in query.topic)
    facts = ("free" if query.free else None, "open calls" if query.cfp else None)
    near, country = query.near and f"near {query.near}", country_name(query.country)
    status = (it.replace("_", " ") for it in query.status)
    words = [query.q and query.q.strip(), *topics, *query.kind, query.mode, near, country, *status, *facts]
    told = " · ".join(word for word in words if word)
    return f"Acquaint: {told}" if told else "Acquaint: events"
