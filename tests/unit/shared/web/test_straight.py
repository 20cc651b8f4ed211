"""Queries at fixed addresses are answered without a walk through all routes, by the one it would find."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

from services.events.app import create_app as events
from services.events.settings import EventsSettings
from services.gateway.app import create_app as gateway
from services.gateway.settings import GatewaySettings
from shared.contracts.model import Request as Model
from shared.http.channel import AsgiChannel
from shared.kernel.errors import AppError, Kind
from shared.web import QueryRoute, base_app
from shared.web.straight import fixed


class Wish(Model):
    q: str = ""


def app() -> FastAPI:
    router = APIRouter(route_class=QueryRoute)

    @router.get("/wishes")
    async def wishes(request: Request, query: Annotated[Wish, Query()]) -> Response:
        if query.q == "none":
            raise AppError("no_wish", Kind.MISSING, "There is no such wish.")
        known = "fastapi_inner_astack" in request.scope
        return Response("as found among routes" if known else "straight")

    @router.post("/wishes")
    async def add(query: Annotated[Wish, Query()]) -> Response:
        return Response(f"added {query.q}")

    @router.get("/wishes/{name}")
    async def named(name: str) -> Response:
        return Response(name)

    made = base_app(title="wishes", version="1")
    made.include_router(router, prefix="/v1")
    return made


async def told(method: str, path: str) -> tuple[int, str]:
    reply = await AsgiChannel(app()).request(method, path)
    return reply.status, reply.body.decode()


async def test_a_fixed_address_is_answered_straight_and_all_else_as_ever() -> None:
    assert await told("GET", "/v1/wishes?q=a") == (200, "straight")
    assert await told("HEAD", "/v1/wishes") == (200, "straight")
    assert await told("POST", "/v1/wishes?q=a") == (200, "added a")
    assert await told("GET", "/v1/wishes/one") == (200, "one")
    assert (await told("PUT", "/v1/wishes"))[0] == 405
    assert (await told("GET", "/wishes"))[0] == 404


async def test_a_refusal_is_the_same_problem() -> None:
    status, problem = await told("GET", "/v1/wishes?q=none")
    assert status == 404
    assert '"code":"no_wish"' in problem
    status, problem = await told("GET", "/v1/wishes?p=1")
    assert status == 422
    assert '"pointer":"/query/p"' in problem


def test_whoever_answers_is_the_first_that_has_the_address() -> None:
    for made, known in ((events(EventsSettings()), "/v1/events"), (gateway(GatewaySettings()), "/v1/events")):
        answers = fixed(made.routes)
        assert known in answers
        for path, (route, _) in answers.items():
            fits = (
                it.original_route
                for it in iter_route_contexts(made.routes)
                if it.path and compile_path(it.path)[0].match(path) and "GET" in (it.methods or ())
            )
            assert next(fits) is route
