"""Discovery: events, topics and sources, open to everyone."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.gateway.api.http.ids import EventId, OrganiserId, SeriesId, SourceId
from services.gateway.api.http.lists import PAGE, Asked, Limit, as_they_stand, listed
from services.gateway.api.http.network import network_in
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.public.pass_on import pass_on
from services.gateway.api.session.signed_in import Me
from shared.clients.events import PREVIEW_TIMEOUT_S
from shared.contracts.catalogue.event_query import EventQuery
from shared.contracts.catalogue.lists import EventChanges, EventPage
from shared.contracts.catalogue.origins import EventSources
from shared.contracts.catalogue.series import OrganiserPage, Series
from shared.contracts.events import Event, Topic
from shared.contracts.paging import Page
from shared.contracts.sources.doctor import SourcePreview
from shared.contracts.sources.watched import NewSource, Source
from shared.web import QueryRoute
from shared.web.openapi import problems

router = APIRouter(prefix="/v1", tags=["Discovery"], route_class=QueryRoute)
_TOPICS_FRESH_S = 60
LINKED_DATA: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "application/ld+json": {"example": {"@context": "https://schema.org", "@type": "BusinessEvent"}}
        }
    },
    308: {"description": "Merged into another event; `Location` names it"},
}


@router.get("/events", response_model=EventPage, summary="Search events")
async def search(request: Request, runtime: Parts, query: Annotated[EventQuery, Query()]) -> Response:
    """Find events. Without a query: the upcoming ones that are not cancelled, soonest first."""
    del query
    return await pass_on(runtime, request)


@router.get("/events/{event_id}/sources", response_model=EventSources, summary="See the sources of an event")
async def event_sources(event_id: EventId, request: Request, runtime: Parts) -> Response:
    """Give every listing behind an event, where each field came from, and why they were merged."""
    del event_id
    return await pass_on(runtime, request)


@router.get("/events/{event_id}/changes", response_model=EventChanges, summary="See what an event was before")
async def event_changes(event_id: EventId, request: Request, runtime: Parts) -> Response:
    """Give the last 20 changes of status, start, place and mode of 90 days, newest first, each with `was`."""
    del event_id
    return await pass_on(runtime, request)


@router.get(
    "/events/{event_id}",
    response_model=Event,
    responses=LINKED_DATA,
    summary="Get one event",
)
async def event(event_id: EventId, request: Request, runtime: Parts) -> Response:
    """Give one event; the id of one merged into another answers 308.

    With `Accept: application/ld+json` it comes as a schema.org/Event, ready to put into a page.
    """
    del event_id
    return await pass_on(runtime, request)


@router.get("/series/{series_id}", response_model=Series, summary="Get a series and what to expect of it")
async def series(series_id: SeriesId, request: Request, runtime: Parts) -> Response:
    """Give the editions of a series, the rule that they follow, and the next one to expect.

    An expected edition is no event: it stands here alone, until somebody announces it (`confirmed`) or its
    day goes by (`withdrawn`). Follow a series by saving the search `series=<id>`.
    """
    del series_id
    return await pass_on(runtime, request)


@router.get("/organisers/{organiser_id}", response_model=OrganiserPage, summary="Get an organiser")
async def organiser(organiser_id: OrganiserId, request: Request, runtime: Parts) -> Response:
    """Give what a community, an association or a company holds: upcoming events, series, rhythm.

    Follow an organiser by saving the search `organiser=<id>`, or by its calendar.
    """
    del organiser_id
    return await pass_on(runtime, request)


@router.get("/topics", summary="List topics")
async def topics(runtime: Parts, asked: Asked) -> Page[Topic]:
    """Give the topic tree, each area before its topics, with labels and counts of upcoming events."""
    found = await runtime.events.topics()
    places = as_they_stand(topic.id for topic in found)
    asked.response.headers["cache-control"] = f"public, max-age={_TOPICS_FRESH_S}"
    return listed(asked, Page[Topic], found, lambda topic: places[topic.id])


@router.get("/sources", response_model=Page[Source], summary="List sources")
async def sources(
    request: Request,
    runtime: Parts,
    limit: Limit = PAGE,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:
    """Give what is watched: health, last and next fetch, licence, counts."""
    del limit, cursor
    return await pass_on(runtime, request)


@router.get("/sources/{source_id}", response_model=Source, summary="Get one source")
async def source(source_id: SourceId, request: Request, runtime: Parts) -> Response:
    """Give one source."""
    del source_id
    return await pass_on(runtime, request)


@router.post(
    "/sources/preview",
    response_model=SourcePreview,
    responses=problems(429),
    summary="Look at a source without adding it",
)
async def preview_source(body: NewSource, request: Request, runtime: Parts) -> Response:
    """Fetch an address once and say what it holds, what is wrong with it and how to mend it.

    Nothing is kept. For everyone, a few times an hour; while the host rests (`host_resting`) it counts not.
    """
    network, sent = network_in(request.scope), body.model_dump_json().encode()
    runtime.previews.take(network, runtime.clock())
    answer = await pass_on(runtime, request, body=sent, timeout_s=PREVIEW_TIMEOUT_S)
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        runtime.previews.give_back(network)
    return answer


@router.post("/sources", response_model=Source, status_code=202, summary="Suggest a source")
async def suggest_source(body: NewSource, request: Request, runtime: Parts, me: Me) -> Response:
    """Suggest any public feed or page; it is fetched soon. For signed-in people, some dozens an hour.

    One that is watched is answered as it fares; where it fails or was given up it is fetched again, at most
    once an hour.
    """
    runtime.suggestions.take(me.person_id, runtime.clock())
    return await pass_on(runtime, request, body=body.model_dump_json().encode())
