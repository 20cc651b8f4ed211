"""Following events: any search as a calendar or a feed, and the log of all changes. Open to everyone."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.gateway.api.http.ids import EventId, SeriesId
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.public.pass_on import pass_on
from shared.contracts.catalogue.event_query import CalendarQuery, ChangeQuery, EventFilter
from shared.contracts.catalogue.lists import ChangePage
from shared.web import QueryRoute
from shared.web.openapi import problems

router = APIRouter(prefix="/v1", tags=["Following"], route_class=QueryRoute)


def _form(media_type: str, example: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"example": example}}}}


CALENDAR = _form("text/calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…")
RSS = _form("application/rss+xml", "<?xml version='1.0' encoding='utf-8'?>\n<rss version=\"2.0\">…")
JSON_FEED = _form("application/feed+json", '{"version": "https://jsonfeed.org/version/1.1", "items": […]}')


@router.get(
    "/events.ics", response_class=Response, responses=CALENDAR, summary="Subscribe to a search as a calendar"
)
async def search_calendar(
    request: Request, runtime: Parts, query: Annotated[CalendarQuery, Query()]
) -> Response:
    """Give the same search as an iCalendar file (RFC 5545); any query is a subscription."""
    del query
    return await pass_on(runtime, request)


@router.get(
    "/events.rss", response_class=Response, responses=RSS, summary="Subscribe to a search as an RSS feed"
)
async def search_rss(request: Request, runtime: Parts, query: Annotated[EventFilter, Query()]) -> Response:
    """Give the same search as RSS 2.0, what was added last first; dates of events as `ev:startdate`.

    What is called off stays, marked; so does for 90 days what moved away from the place asked for.
    """
    del query
    return await pass_on(runtime, request)


@router.get(
    "/events.json",
    response_class=Response,
    responses=JSON_FEED,
    summary="Subscribe to a search as a JSON Feed",
)
async def search_json_feed(
    request: Request, runtime: Parts, query: Annotated[EventFilter, Query()]
) -> Response:
    """Give the same search as JSON Feed 1.1, what was added last first; dates of events in `_event`.

    What is called off stays, marked, as `status` in `_event` says; so does for 90 days what moved away from
    the place asked for: `moved` in `_event` says where to.
    """
    del query
    return await pass_on(runtime, request)


@router.get(
    "/events/{event_id}.ics",
    response_class=Response,
    responses=CALENDAR,
    summary="Get one event as a calendar",
)
async def event_calendar(event_id: EventId, request: Request, runtime: Parts) -> Response:
    """Give one event as an iCalendar file (RFC 5545)."""
    del event_id
    return await pass_on(runtime, request)


@router.get(
    "/series/{series_id}.ics",
    response_class=Response,
    responses=CALENDAR,
    summary="Subscribe to a series as a calendar",
)
async def series_calendar(
    series_id: SeriesId,
    request: Request,
    runtime: Parts,
    expected: Annotated[bool, Query(description="with the next edition as expected, unconfirmed")] = False,  # noqa: FBT002
) -> Response:
    """Give the editions of a series; one that is only expected comes as tentative, when asked for."""
    del series_id, expected
    return await pass_on(runtime, request)


@router.get("/changes", response_model=ChangePage, responses=problems(410), summary="Follow every change")
async def changes(request: Request, runtime: Parts, query: Annotated[ChangeQuery, Query()]) -> Response:
    """Give the change log of all events, oldest first, with reasons and tombstones; kept for 90 days.

    To keep a copy: note `resume` of `?after=latest`, read all of `/v1/events`, then ask with `after` from
    time to time.
    """
    del query
    return await pass_on(runtime, request)
