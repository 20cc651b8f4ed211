"""What is watched, how it fares, and suggesting more."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from services.events.api.runtime import Events
from services.events.sources.address import source_address
from services.events.sources.model import SUGGESTED_TRUST, Source, SourceSpec, health
from services.events.store.sources import find_source, list_sources, upsert_source
from shared.contracts.events import NewSource, SourceCounts
from shared.contracts.events import Source as SourceAnswer
from shared.contracts.model import Request as Contract
from shared.contracts.paging import Page
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import is_id
from shared.web import bytes_answer, decode_cursor, encode_cursor

router = APIRouter(tags=["sources"])

SourceId = Annotated[str, Path(max_length=40, examples=["src_01jd3c9m8q7v0w1x2y3z4a5b6c"])]


class SourcePage(Contract):
    """A page of sources."""

    limit: Annotated[int, Query(ge=1, le=100)] = 100
    cursor: Annotated[str, Query(max_length=2000)] | None = None


@router.get("/v1/sources", response_model=Page[SourceAnswer], summary="What is watched")
async def get_sources(request: Request, runtime: Events, page: Annotated[SourcePage, Query()]) -> Response:
    """Every public feed we watch: its health, when it was fetched, its licence and what it brought."""
    after = str(decode_cursor(page.cursor).get("i", "")) if page.cursor else ""
    rows = await list_sources(runtime.db, after=after, limit=page.limit + 1)
    shown = rows[: page.limit]
    following = None
    if len(rows) > page.limit:
        following = f"/v1/sources?limit={page.limit}&cursor={encode_cursor({'i': shown[-1].id})}"
    answer = Page[SourceAnswer](items=tuple(to_answer(source) for source in shown), next=following)
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    return bytes_answer(request, answer.model_dump_json().encode(), headers=headers)


@router.get("/v1/sources/{source_id}", response_model=SourceAnswer, summary="One source")
async def get_source(request: Request, runtime: Events, source_id: SourceId) -> Response:
    """One source with its health and what its last good reading brought."""
    source = await find_source(runtime.db, source_id) if is_id(source_id, "src") else None
    if source is None:
        raise AppError("source_missing", Kind.MISSING, "There is no source with this id; see /v1/sources.")
    return bytes_answer(request, to_answer(source).model_dump_json().encode())


@router.post("/v1/sources", status_code=202, summary="Suggest a source")
async def suggest_source(runtime: Events, wanted: NewSource) -> SourceAnswer:
    """Any public calendar, feed or page with events. It is read soon; a known one is answered as it is."""
    url = source_address(wanted.url)
    spec = SourceSpec(url=url, title=url.split("/")[2], origin="suggested", trust=SUGGESTED_TRUST)
    async with runtime.db.transaction() as conn:
        source_id = await upsert_source(conn, spec, new_id=runtime.ids("src"), now=runtime.clock())
    source = await find_source(runtime.db, source_id)
    if source is None:
        raise AppError("source_missing", Kind.MISSING, "The source is gone again; suggest it once more.")
    return to_answer(source)


def to_answer(source: Source) -> SourceAnswer:
    """Return a source as the API speaks of it."""
    spec, state = source.spec, source.state
    return SourceAnswer(
        id=source.id,
        title=spec.title,
        url=spec.url,
        format=state.format or spec.format_hint,
        status=health(state),
        last_fetched_at=state.last_fetched_at,
        next_fetch_at=None if state.gone or state.paused else state.next_at,
        last_outcome=state.last_outcome,
        licence=spec.licence,
        attribution=spec.attribution,
        counts=SourceCounts(listings=state.listings, events=state.events, rejected=state.rejected),
    )
