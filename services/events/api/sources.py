"""What is watched, how it fares, and suggesting more."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from services.events.api.runtime import Events
from services.events.ingest.doctor.doctor import in_order, of_failure, of_rejected
from services.events.ingest.model import Outcome, Rejected
from services.events.push.subscription import Subscription
from services.events.sources.address import host_of, source_address
from services.events.sources.hosts.known_hosts import rewrite
from services.events.sources.model import SUGGESTED, SUGGESTED_TRUST, Source, SourceSpec, SourceState, health
from services.events.sources.publisher.authority import places, why_not
from services.events.store.sources.claims import has_publisher
from services.events.store.sources.fetches import fetches_of, first_seen, rejections_of
from services.events.store.sources.push import find_subscription
from services.events.store.sources.sources import (
    ask_again,
    find_by_url,
    known_source,
    list_sources,
    upsert_source,
)
from shared.contracts.model import Request as Contract
from shared.contracts.paging import Page
from shared.contracts.sources.claims import ClaimMethod, ClaimOffer
from shared.contracts.sources.doctor import Finding, Push, SourceFetch, SourcePreview, SourceReport
from shared.contracts.sources.watched import NewSource, SourceCounts
from shared.contracts.sources.watched import Source as SourceAnswer
from shared.web import bytes_answer, decode_cursor, encode_cursor

router = APIRouter(tags=["sources"])

SourceId = Annotated[str, Path(max_length=40, examples=["src_01jd3c9m8q7v0w1x2y3z4a5b6c"])]


class SourcePage(Contract):
    """A page of sources."""

    limit: Annotated[int, Query(ge=1, le=100)] = 20
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
    source = await known_source(runtime.db, source_id)
    return bytes_answer(request, to_answer(source).model_dump_json().encode())


@router.get("/internal/sources/{source_id}/report", summary="What a publisher wants to know")
async def source_report(runtime: Events, source_id: SourceId) -> SourceReport:
    """How we deal with one source: pace, the last fetches, what could not be used."""
    source = await known_source(runtime.db, source_id)
    rejected = [
        Rejected(str(it["reason"]), it["where"] or "", it["title"])
        for it in await rejections_of(runtime.db, source_id)
    ]
    return SourceReport(
        watched_since=await first_seen(runtime.db, source_id),
        every_s=source.spec.every_s,
        hint_s=source.state.poll_hint_s,
        is_page=source.state.is_page,
        moved_to=source.state.moved_to,
        failures=source.state.failures,
        failing_since=source.state.failing_since,
        fetches=tuple(SourceFetch(**dict(row)) for row in await fetches_of(runtime.db, source_id)),
        findings=_findings(source.state, rejected),
        most_often_s=source.spec.most_often_s,
        push=_push(await find_subscription(runtime.db, source_id)),
        withdrawn=source.state.withdrawn,
        has_publisher=await has_publisher(runtime.db, source_id),
        is_suggested=source.spec.origin == SUGGESTED,
        admitted=source.spec.admitted,
        offers=tuple(_offer(source, method) for method in ClaimMethod),
    )


def _findings(state: SourceState, rejected: list[Rejected]) -> tuple[Finding, ...]:
    """What the last document left unused and, where none has come since, why."""
    is_away = state.failures > 0 and state.last_outcome not in set(Outcome)
    said = of_failure(state.last_outcome) if is_away and state.last_outcome else []
    return in_order([*said, *of_rejected(rejected, state.format)])


def _push(held: Subscription | None) -> Push | None:
    if held is None:
        return None
    return Push(
        hub=held.hub,
        state=held.state.value,
        until=held.expires_at,
        last_push_at=held.pushed_at,
        pushes=held.pushes,
    )


@router.post("/v1/sources/preview", summary="Look at a source without adding it")
async def preview_source(runtime: Events, wanted: NewSource) -> SourcePreview:
    """What an address holds, what is wrong with it and how to mend it, and how we would watch it."""
    return await runtime.preview(wanted.url)


@router.post("/v1/sources", status_code=202, summary="Suggest a source")
async def suggest_source(runtime: Events, wanted: NewSource) -> SourceAnswer:
    """Any public calendar, feed or page with events. It is read soon; a known one is answered as it is.

    One that fails, or was given up, is looked at again, at most hourly. Of a page whose feed has an address
    that we know, the feed is watched; giving the page again finds it.
    """
    page = source_address(wanted.url)
    if known := await find_by_url(runtime.db, page):
        await ask_again(runtime.db, known.id, runtime.clock())
        return to_answer(await known_source(runtime.db, known.id))
    await runtime.check_address(page)
    behind = rewrite(page)
    url = behind.url if behind else page
    spec = SourceSpec(
        url=url, title=host_of(page), origin=SUGGESTED, trust=SUGGESTED_TRUST,
        page_url=page if behind else None,
    )  # fmt: skip
    async with runtime.db.transaction() as conn:
        source_id = await upsert_source(conn, spec, new_id=runtime.ids("src"), now=runtime.clock())
    return to_answer(await known_source(runtime.db, source_id))


def _offer(source: Source, method: ClaimMethod) -> ClaimOffer:
    url, is_page = source.spec.url, source.state.is_page
    return ClaimOffer(
        method=method,
        places=places(url, method, is_page=is_page),
        why_not=why_not(source, method),
    )


def to_answer(source: Source) -> SourceAnswer:
    """Return a source as the API speaks of it."""
    spec, state = source.spec, source.state
    return SourceAnswer(
        id=source.id,
        title=spec.title,
        url=spec.url,
        format=state.format or spec.format_hint,
        status=health(source),
        last_fetched_at=state.last_fetched_at,
        next_fetch_at=None
        if state.gone or state.paused or state.stopped or spec.admitted is False
        else state.next_at,
        last_outcome=state.last_outcome,
        licence=spec.licence,
        attribution=spec.attribution,
        counts=SourceCounts(listings=state.listings, events=state.events, rejected=state.rejected),
    )
