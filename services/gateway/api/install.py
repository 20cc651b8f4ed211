"""Putting the routes into the app."""

from collections.abc import Set as AbstractSet

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

from services.gateway.api.http import idempotency, if_match
from services.gateway.api.http.unknown_query import refuse_unknown_query
from services.gateway.api.me import (
    account,
    attendance,
    blocks,
    brand,
    connections,
    contacts,
    digest,
    follow_ups,
    introductions,
    network,
    post,
    publishers,
    recommend,
    reports,
    searches,
)
from services.gateway.api.me import profile as my_profile
from services.gateway.api.pages import (
    about,
    brief,
    dial,
    doubts,
    event,
    for_you,
    letters,
    organising,
    planning,
    profile,
    publisher,
    reporting,
    sign_in,
    sources,
    start,
)
from services.gateway.api.pages import blocks as blocks_page
from services.gateway.api.pages import brand as brand_page
from services.gateway.api.pages import clashes as clashes_page
from services.gateway.api.pages import connections as connections_page
from services.gateway.api.pages import introductions as introductions_page
from services.gateway.api.pages import post as post_page
from services.gateway.api.pages import searches as searches_page
from services.gateway.api.pages import series as series_page
from services.gateway.api.pages.route import show_unknown_pages
from services.gateway.api.partner import attendees, imports, keys, meeting_plans, webhooks
from services.gateway.api.partner import events as partner_events
from services.gateway.api.partner import reports as event_reports
from services.gateway.api.public import clashes, discovery, subscriptions, unsubscribe, websub
from services.gateway.api.session import auth
from shared.web.openapi import problems

_API = (
    subscriptions.router,  # `/v1/events/{id}.ics` must be known before `/v1/events/{id}`
    discovery.router,
    clashes.router,
    publishers.router,
    auth.router,
    my_profile.router,
    brand.router,
    attendance.router,
    post.router,
    recommend.router,
    introductions.router,
    connections.router,
    contacts.router,
    follow_ups.router,
    network.router,
    digest.router,
    searches.router,
    account.router,
    blocks.router,
    reports.router,
    webhooks.router,
    event_reports.router,
    imports.router,
    partner_events.router,
    keys.router,
    attendees.router,
    meeting_plans.router,
)
_PAGES = (
    start.router,
    event.router,
    brief.router,
    post_page.router,
    organising.router,
    planning.router,
    letters.router,
    dial.router,
    sign_in.router,
    for_you.router,
    profile.router,
    brand_page.router,
    clashes_page.router,
    introductions_page.router,
    connections_page.router,
    searches_page.router,
    series_page.router,
    about.router,
    doubts.router,
    reporting.router,
    blocks_page.router,
    sources.router,
    publisher.router,
)


_CONVENTIONS = """Errors are `application/problem+json` (RFC 9457), each with a `code` and what to do next.
Lists give `items` and `next`, the address of what follows. A strong `ETag` stands on what is read: who sends
it as `If-None-Match` gets 304 where nothing changed, which costs no limit. A PUT, PATCH or DELETE with that
tag as `If-Match` is made only where nothing changed meanwhile (else 412). `RateLimit-Policy` and `RateLimit`
tell how many requests may be made; beyond it the answer is 429 with `Retry-After`. A POST with an
`Idempotency-Key` makes its thing once, however often it is sent."""


def install(app: FastAPI) -> None:
    """Add the public API and the pages."""
    app.description = _CONVENTIONS
    read = {path for router in _API for path in _read(router)}
    for router in _API:
        _document_layers(router, read)
        app.include_router(router, dependencies=[Depends(refuse_unknown_query)])
    app.include_router(unsubscribe.router)
    app.include_router(websub.router)
    _without_borrowed_docs(app)
    for router in _PAGES:
        app.include_router(router)
    show_unknown_pages(app)


def _read(router: APIRouter) -> set[str]:
    """Return the paths of a router at which a document can be read."""
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    return {route.path for route in routes if "GET" in (route.methods or ())}


def _document_layers(router: APIRouter, read: AbstractSet[str]) -> None:
    """Tell what the layers around every route take and answer; again changes nothing."""
    for route in router.routes:
        if not isinstance(route, APIRoute):
            continue
        route.responses = {**problems(429), **route.responses}
        if "POST" in (route.methods or ()):
            route.openapi_extra = {**(route.openapi_extra or {}), **idempotency.DOCUMENTED}
            route.responses = {**problems(409, 422), **route.responses}
        elif if_match.METHODS & (route.methods or set()) and route.path in read:
            route.openapi_extra = {**(route.openapi_extra or {}), "parameters": [if_match.DOCUMENTED]}
            route.responses = {**problems(412), **route.responses}


def _without_borrowed_docs(app: FastAPI) -> None:
    """Drop FastAPI's own docs, which load scripts from another site; `pages.about` has ours."""
    theirs = {"/docs", "/docs/oauth2-redirect", "/redoc"}
    app.router.routes[:] = [route for route in app.router.routes if getattr(route, "path", "") not in theirs]
