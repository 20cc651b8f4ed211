"""Routers, one per resource: parse, call one function, map to a contract."""

from fastapi import FastAPI

from services.matching.api import attendance, attendees, introductions, people, reports, suggestions


def install(app: FastAPI) -> None:
    """Add every route of the service."""
    for part in (people, introductions, attendance, attendees, suggestions, reports):
        app.include_router(part.router)
