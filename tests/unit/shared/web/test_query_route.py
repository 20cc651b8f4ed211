"""A route that reads its query in one step answers, refuses and is documented as FastAPI would have it."""

import asyncio
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from shared.contracts.model import Request as Model
from shared.http.channel import AsgiChannel, Reply
from shared.web import QueryRoute, base_app


class Wish(Model):
    q: Annotated[str, Field(max_length=5)] | None = None
    kind: tuple[Literal["talk", "walk"], ...] = Field(default=(), max_length=2)
    topic: list[str] = Field(default=[])
    free: bool | None = None
    limit: int = Field(default=20, ge=1, le=100)


async def place(request: Request) -> str:
    return request.url.path


def app_of(route: type[APIRoute]) -> FastAPI:
    router = APIRouter(route_class=route)

    @router.get("/wishes")
    async def wish(
        request: Request, where: Annotated[str, Depends(place)], query: Annotated[Wish, Query()]
    ) -> Response:
        return Response(f"{request.method} {where} {query.model_dump_json()}")

    @router.get("/wishes/{name}")
    async def named(name: str, query: Annotated[Wish, Query()]) -> Response:
        return Response(f"{name} {query.model_dump_json()}")

    @router.get("/counts")
    async def counts(query: Annotated[Wish, Query()]) -> dict[str, int]:
        return {"limit": query.limit}

    app = base_app(title="wishes", version="1")
    app.include_router(router)
    return app


OURS, THEIRS = app_of(QueryRoute), app_of(APIRoute)


async def both(path: str) -> tuple[Reply, Reply]:
    headers = {"x-request-id": "request-0123"}
    ours, theirs = [await AsgiChannel(app).request("GET", path, headers=headers) for app in (OURS, THEIRS)]
    return ours, theirs


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("q", "kind", "topic", "free", "limit", "unknown", "Q")),
            st.sampled_from(("", " a ", "talk", "walk", "yes", "no", "7", "0", "101", "longest", "\0", "é")),
        ),
        max_size=6,
    ),
    st.sampled_from(("/wishes", "/wishes/one", "/counts")),
)
def test_any_query_is_answered_as_by_the_framework(query: list[tuple[str, str]], path: str) -> None:
    ours, theirs = asyncio.run(both(f"{path}?{urlencode(query)}"))
    assert ours == theirs


async def test_what_is_told_reaches_the_endpoint() -> None:
    ours, _ = await both("/wishes?q=+tea+&kind=talk&kind=walk&topic=one&free=no")
    assert ours.body == (
        b'GET /wishes {"q":"tea","kind":["talk","walk"],"topic":["one"],"free":false,"limit":20}'
    )


def test_it_is_documented_as_ever() -> None:
    assert OURS.openapi() == THEIRS.openapi()
