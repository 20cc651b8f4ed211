"""Searching events, and one event."""

import asyncio
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from services.events.api.params import to_search
from services.events.api.provenance import event_sources
from services.events.api.runtime import Events
from services.events.publish.json_ld import json_ld
from services.events.search.cursor import next_cursor
from services.events.search.wording import mended_text
from services.events.store.search.explain import explain
from services.events.store.search.find import Answer
from services.events.store.search.search import count_dates, find_batch, find_event, find_provenance
from services.events.store.sources.sources import is_first_read
from shared.contracts.catalogue.event_query import EventQuery
from shared.contracts.catalogue.lists import EventPage
from shared.contracts.catalogue.origins import EventSources
from shared.contracts.events import Event, EventIds
from shared.contracts.paging import Page
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import is_id
from shared.web import QueryRoute, asked, bytes_answer, encode_cursor

router = APIRouter(tags=["events"], route_class=QueryRoute)

LINKED_DATA = "application/ld+json"
_LINKED_DATA: dict[int | str, dict[str, Any]] = {
    200: {"content": {LINKED_DATA: {"example": {"@context": "https://schema.org", "@type": "Event"}}}}
}
EventId = Annotated[str, Path(max_length=40, examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"])]


@router.get("/v1/events", response_model=EventPage, summary="Search events")
async def search_events(request: Request, runtime: Events, query: Annotated[EventQuery, Query()]) -> Response:
    """Upcoming events that are not cancelled, unless the parameters say otherwise.

    The soonest come first, or the most relevant with `q`. Follow `next` for more: pages do not shift while
    events are added.
    """
    search = to_search(query, runtime)
    counting = "facets" in query.include
    finding = runtime.finder.find(search, is_exact=query.exact)
    answer, facets = (
        await asyncio.gather(finding, runtime.finder.facets(search)) if counting else (await finding, None)
    )
    if counting and (answer.search.mends, answer.search.shares) != (search.mends, search.shares):
        facets = await runtime.finder.facets(answer.search)
    found, search = answer.found, answer.search
    cursor = encode_cursor(next_cursor(found.following)) if found.following is not None else None
    following = _with_cursor(request, cursor) if cursor else None
    why = await explain(runtime.db, search, found.ids) if "explain" in query.include else None
    dates = await count_dates(runtime.finder.db, search, found.ids) if "series" in query.include else None
    is_unread = not found.ids and query.cursor is None and await is_first_read(runtime.db)
    body = (
        f'{{"items":[{",".join(found.documents)}],"next":{_json(following)},"next_cursor":{_json(cursor)},'
        f'"wording":{_json(_wording(answer))}'
        + (f',"facets":{_json(facets.values)},"facets_of":{_json(facets.of)}' if facets is not None else "")
        + (f',"explain":{_json(why)}' if why is not None else "")
        + (f',"series":{_json(dates)}' if dates is not None else "")
        + (',"degraded":["sources"]' if is_unread else "")
        + "}"
    )
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    if is_unread:
        headers["cache-control"] = "no-store"
    return bytes_answer(request, body.encode(), max_age_s=60, headers=headers)


@router.get("/v1/events/{event_id}/sources", response_model=EventSources, summary="Where an event comes from")
async def get_event_sources(request: Request, runtime: Events, event_id: EventId) -> Response:
    """Every listing behind an event, which source each field was taken from and what others say instead.

    `off` says how probably it does not take place as announced, and what speaks for that and against.
    """
    if not is_id(event_id, "evt"):
        raise missing()
    event, listings = await find_provenance(runtime.db, event_id)
    if event is None:
        raise missing()
    if event["merged_into"]:
        return RedirectResponse(f"/v1/events/{event['merged_into']}/sources", 308)
    answer = event_sources(event, listings, runtime.clock())
    return bytes_answer(request, answer.model_dump_json().encode(), max_age_s=60)


@router.get("/v1/events/{event_id}", response_model=Event, responses=_LINKED_DATA, summary="One event")
async def get_event(request: Request, runtime: Events, event_id: EventId) -> Response:
    """One event. The id of an event that was merged into another answers 308 with its new address.

    With `Accept: application/ld+json` it is a schema.org/Event, ready for a page.
    """
    found = await find_event(runtime.db, event_id, runtime.clock()) if is_id(event_id, "evt") else None
    if found is None:
        raise missing()
    today_id, document = found
    if today_id != event_id:
        return RedirectResponse(f"/v1/events/{today_id}", 308)
    body, media_type = document.encode(), "application/json"
    if LINKED_DATA in request.headers.get("accept", ""):
        body, media_type = json_ld(orjson.loads(document), runtime.public_url), LINKED_DATA
    return bytes_answer(request, body, media_type, max_age_s=60, headers={"vary": "accept"})


@router.post("/internal/events/batch", response_model=Page[Event], summary="Several events at once")
async def batch_events(request: Request, runtime: Events, wanted: EventIds) -> Response:
    """Events in the order of their ids; unknown ids are left out, merged ones answer under their new id."""
    ids = [event_id for event_id in wanted.ids if is_id(event_id, "evt")]
    documents = await find_batch(runtime.db, ids, runtime.clock())
    return bytes_answer(
        request, f'{{"items":[{",".join(documents)}],"next":null,"next_cursor":null}}'.encode()
    )


def missing() -> AppError:
    """Return the 404 for an event that is not known."""
    return AppError("event_missing", Kind.MISSING, "There is no event with this id; search at /v1/events.")


def _wording(answer: Answer) -> dict[str, object] | None:
    search = answer.search
    if search.typed is None:
        return None
    meant = mended_text(search.typed, answer.meant) if answer.meant else None
    return {
        "searched": meant if meant and search.mends else search.typed,
        "understood": search.understood,
        "did_you_mean": meant,
        "matched": "some" if search.shares else "all",
        "close_from": answer.close_from,
        "ranked_until": search.ranked_until,
    }


def _with_cursor(request: Request, cursor: str) -> str:
    """Return this request's path and query with another cursor; relative, to hold behind a gateway."""
    kept = [(name, value) for name, value in asked(request) if name != "cursor"]
    return f"{request.scope['path']}?{urlencode([*kept, ('cursor', cursor)])}"


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
