"""Queries at fixed addresses, answered straight away.

FastAPI tries route after route, in each router that was included, twice; for a search that took longer than
Postgres takes to find events by date. What is asked otherwise is left to it.
"""

from collections.abc import Mapping, Sequence

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.kernel.errors import AppError
from shared.web.problems import from_error
from shared.web.query_route import Answer, QueryRoute


class StraightLayer:
    """Wraps what finds routes; the innermost layer, so that all others hold for these answers as well."""

    def __init__(self, app: ASGIApp, *, routes: Sequence[BaseRoute], public_url: str) -> None:
        self._app = app
        self._answers = fixed(routes)
        self._public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a GET at a known address; anything else passes through."""
        known = self._answers.get(scope["path"]) if scope.get("method") == "GET" else None
        if known is None:
            await self._app(scope, receive, send)
            return
        scope["route"], answer = known
        scope["path_params"] = {}
        request = Request(scope, receive, send)
        try:
            response = await answer(request)
        except (AppError, HTTPException, RequestValidationError) as error:
            response = from_error(error, self._public_url)
        await response(scope, receive, send)


def fixed(routes: Sequence[BaseRoute]) -> Mapping[str, tuple[QueryRoute, Answer]]:
    """Return by its whole path what answers GET there in one step, the first of each path."""
    found: dict[str, tuple[QueryRoute, Answer]] = {}
    for each in iter_route_contexts(routes):
        route, path = each.original_route, each.path
        if (
            isinstance(route, QueryRoute)
            and route.answer
            and route.methods == {"GET"}
            and path
            and "{" not in path
        ):
            found.setdefault(path, (route, route.answer))
    return found
