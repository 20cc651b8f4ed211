"""Routers, one per resource: parse, call one function, map to a contract."""

from fastapi import FastAPI

from services.matching.api import (
    attendance,
    attendees,
    blocks,
    briefs,
    connections,
    follow_ups,
    introductions,
    meeting_plans,
    network,
    people,
    reports,
    suggestions,
)


def install(app: FastAPI) -> None:
    """Add every route of the service."""
    for part in (
        people,
        introductions,
        connections,
        briefs,
        follow_ups,
        network,
        attendance,
        attendees,
        meeting_plans,
        blocks,
        suggestions,
        reports,
    ):
        app.include_router(part.router)
