"""Routers, one per resource: parse, call one function, map to a contract."""

from fastapi import FastAPI

from services.events.api import (
    brought,
    changes,
    clashes,
    events,
    judging,
    matching,
    own_pairs,
    places,
    publishers,
    series,
    sources,
    subscriptions,
    topics,
    websub,
)

_ROUTERS = (
    subscriptions.router,  # `/v1/events/{id}.ics` must be known before `/v1/events/{id}`
    events.router,
    judging.router,
    matching.router,
    changes.router,
    clashes.router,
    sources.router,
    publishers.router,
    own_pairs.router,
    brought.router,
    series.router,
    websub.router,
    topics.router,
    places.router,
)


def install(app: FastAPI) -> None:
    """Add every route of the service."""
    for router in _ROUTERS:
        app.include_router(router)
