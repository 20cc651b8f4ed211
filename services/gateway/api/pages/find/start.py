"""The start page: search, and what comes up."""

import asyncio
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response

from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor
from services.gateway.web.folding import folded, unfolded
from services.gateway.web.forms.search import (
    SearchForm,
    api_query,
    cursor_of,
    feed_link,
    followed,
    meant_link,
    page_link,
    read_search,
    search_link,
)
from services.gateway.web.loosened import loosened
from services.gateway.web.narrowing import narrower, without
from services.gateway.web.understood import asks_nearby, taken
from shared.contracts.catalogue.lists import EventPage
from shared.contracts.events import Event, Topic
from shared.kernel.errors import AppError

router = APIRouter(route_class=PageRoute, include_in_schema=False)
PAGE_SIZE = 20
MOST_FURTHER = 2
"""Searches besides the first for one page."""
NOTHING = EventPage(items=(), next=None)


@router.get("/")
async def start(request: Request, visitor: Visit) -> Response:
    """Show the search form with results; without a query, everything ahead."""
    form = read_search(request.query_params.multi_items())
    cursor = request.query_params.get("cursor")
    found, error = await _search(visitor, form, cursor)
    topics = await _topics(visitor)
    return visitor.show(
        "start.html",
        form=form,
        areas=[topic for topic in topics if topic.area is None],
        picked_topic=next((topic for topic in topics if topic.area and topic.id == form.topic), None),
        narrower=narrower(form, found.facets or {}, {topic.id: topic.label for topic in topics}),
        counted=found.facets_of,
        wording=found.wording,
        is_unread="sources" in found.degraded,
        looser=await _looser(visitor, form, found) if not (found.items or error or cursor) else [],
        taken=taken(form, found.wording),
        asks_nearby=asks_nearby(found.wording) and not form.near,
        not_first=cursor is not None,
        error=error,
        **_cards(form, found),
        **_links(form, found),
    )


def _cards(form: SearchForm, found: EventPage) -> dict[str, Any]:
    """Return the events found, and apart from them those that are only close in meaning."""
    near = found.wording.close_from if found.wording else None
    close = len(found.items) if near is None else near
    return {
        "cards": unfolded(found.items) if form.series else folded(found.items[:close], found.series or {}),
        "close": [] if form.series else folded(found.items[close:]),
        "dates_link": lambda card: search_link(replace(form, series=card.event.series.id)),
    }


def _links(form: SearchForm, found: EventPage) -> dict[str, Any]:
    """Return where to go from here: further, back, wider, exactly, and ways to follow the search."""
    follow = followed(form, found.wording)
    only = [name for name in ("series", "organiser") if getattr(form, name)]
    return {
        "next_link": page_link(form, found.next),
        "first_link": search_link(form),
        "query": urlencode(follow.filters()),
        "without_these": [(name, without(form, name)) for name in only],
        "without_country": without(form, "country"),
        "meant_link": meant_link(form, found.wording),
        "exact_link": search_link(replace(form, exact="true")),
        "feeds": {ending: feed_link(follow, ending) for ending in ("ics", "rss", "json")},
    }


async def _search(
    visitor: Visitor, form: SearchForm, cursor: str | None
) -> tuple[EventPage, AppError | None]:
    """Search; what is wrong with the query is told on the page, above the results that it could not give."""
    try:
        return await _filled(visitor, form, cursor), None
    except AppError as error:
        return NOTHING, error


async def _filled(visitor: Visitor, form: SearchForm, cursor: str | None) -> EventPage:
    """Search on while the dates of series, folded into one card each, leave the page half empty."""
    search = visitor.runtime.events.search
    found = await search(parse_qsl(api_query(form, limit=PAGE_SIZE, cursor=cursor)))
    for _ in range(MOST_FURTHER):
        after = cursor_of(found.next)
        is_near = found.wording is not None and found.wording.close_from is not None
        if form.series or after is None or is_near or 2 * len(folded(found.items)) > PAGE_SIZE:
            break
        further = await search(parse_qsl(api_query(form, limit=PAGE_SIZE, cursor=after)))
        if further.wording is not None and further.wording.close_from is not None:
            break
        found = _joined(found, further)
    return found


async def _looser(visitor: Visitor, form: SearchForm, found: EventPage) -> list[dict[str, Any]]:
    """Return what comes first of each looser search that finds an event with all its words."""
    forms = loosened(form, found.wording)
    firsts = await asyncio.gather(*(_first(visitor, looser) for _, looser in forms))
    return [
        {"words": words, "link": search_link(looser), "event": event}
        for (words, looser), event in zip(forms, firsts, strict=True)
        if event
    ]


async def _first(visitor: Visitor, form: SearchForm) -> Event | None:
    try:
        page = await visitor.runtime.events.search([*form.filters(), ("limit", "1")])
    except AppError:
        return None
    has_all = page.wording is None or (page.wording.matched == "all" and page.wording.close_from != 0)
    return page.items[0] if page.items and has_all else None


def _joined(found: EventPage, further: EventPage) -> EventPage:
    counted = {**(found.series or {}), **(further.series or {})}
    told = {"items": (*found.items, *further.items), "series": counted, "next": further.next}
    return found.model_copy(update=told)


async def _topics(visitor: Visitor) -> tuple[Topic, ...]:
    try:
        return await visitor.runtime.events.topics()
    except AppError:
        return ()
