"""Putting the routes into the app."""

from collections.abc import Set as AbstractSet

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

from services.gateway.api import me, pages, partner, public, session
from services.gateway.api.http import etag, idempotency, if_match
from services.gateway.api.http.unknown_query import refuse_unknown_query
from services.gateway.api.pages.route import show_unknown_pages
from services.gateway.api.public import unsubscribe, websub
from shared.web.openapi import problems

_API = (*public.ROUTERS, *session.ROUTERS, *me.ROUTERS, *partner.ROUTERS)


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
    for router in pages.ROUTERS:
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
        elif "GET" in (route.methods or ()):
            route.openapi_extra = {**(route.openapi_extra or {}), **etag.DOCUMENTED}
            route.responses = {
                **route.responses,
                **{
                    status: {**told, **route.responses.get(status, {})}
                    for status, told in etag.RESPONSES.items()
                },
            }
        elif if_match.METHODS & (route.methods or set()) and route.path in read:
            route.openapi_extra = {**(route.openapi_extra or {}), "parameters": [if_match.DOCUMENTED]}
            route.responses = {**problems(412), **route.responses}


def _without_borrowed_docs(app: FastAPI) -> None:
    """Drop FastAPI's own docs, which load scripts from another site; `pages.find.about` has ours."""
    theirs = {"/docs", "/docs/oauth2-redirect", "/redoc"}
    app.router.routes[:] = [route for route in app.router.routes if getattr(route, "path", "") not in theirs]
