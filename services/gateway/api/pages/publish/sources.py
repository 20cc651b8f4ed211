"""All feeds, and the page of one with what its publisher wants to know."""

import asyncio
from typing import Annotated
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import APIRouter, Query, Response

from services.gateway.api.http.ids import SourceId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.operate.operators import is_operator, only_operators
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.web.forms.fields import NOT_WHOLE
from services.gateway.web.forms.source import BUDGETS, as_typed
from services.gateway.web.words import write_interval
from shared.contracts.paging import Page
from shared.contracts.sources.claims import ClaimState
from shared.contracts.sources.watched import Admission, Source
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_PAIRS = 20
ListingId = Annotated[str, Query(max_length=40)]
_SAYS = {"let_in": True, "refuse": False, "forget": None}
_COUNTS = frozenset({ClaimState.VERIFIED, ClaimState.FAILING})


@router.get("/sources")
async def sources_page(visitor: Visit, cursor: str | None = None) -> Response:
    """Show every source with its health, licence and attribution."""
    found: Page[Source] = Page(items=(), next=None)
    problem: AppError | None = None
    try:
        found = await visitor.runtime.events.sources(limit=100, cursor=cursor)
    except AppError as error:
        problem = error
    following = parse_qs(urlsplit(found.next or "").query).get("cursor")
    return visitor.show(
        "sources.html",
        sources=found.items,
        now=visitor.runtime.clock(),
        next_link=f"/sources?{urlencode({'cursor': following[0]})}" if following else None,
        error=problem,
    )


@router.get("/sources/{source_id}")
async def source_page(
    source_id: SourceId,
    visitor: Visit,
    saved: str = "",
    one: ListingId = "",
    other: ListingId = "",
    said: ListingId = "",
) -> Response:
    """Show what we fetch of a source, how often, what came of it, and what its publisher may do.

    Of the pair `one` and `other` its publisher has just `said` what it is.
    """
    settled = (one, other, said) if one and other else None
    return await show_source(visitor, source_id, saved=saved == "yes", settled=settled)


@router.post("/sources/{source_id}/admission")
async def admission_form(source_id: SourceId, visitor: Visit, form: Form) -> Response:
    """Keep what an operator says of a suggested source."""
    await only_operators(visitor)
    says = value(form, "says")
    if says not in _SAYS:
        raise AppError("form_unreadable", Kind.INVALID, NOT_WHOLE)
    await visitor.runtime.events.admit(source_id, Admission(admitted=_SAYS[says]))
    return go(f"/sources/{source_id}?saved=yes")


async def show_source(
    visitor: Visitor,
    source_id: str,
    *,
    saved: bool = False,
    settled: tuple[str, str, str] | None = None,
    error: AppError | None = None,
    typed: Form | None = None,
) -> Response:
    """Show the page of a source, to its publisher with all that they may set, or what they have `typed`.

    `settled` is a pair of listings and what was just said of it.
    """
    events = visitor.runtime.events
    source, report = await asyncio.gather(events.source(source_id), events.source_report(source_id))
    claims = await events.claims(visitor.me.person_id, source_id) if visitor.me else ()
    is_mine = visitor.me is not None and any(claim.state in _COUNTS for claim in claims)
    held = await events.source_settings(visitor.person_id, source_id) if is_mine else None
    return visitor.show_again(
        "source.html",
        error,
        source=source,
        report=report,
        every=write_interval(report.every_s),
        asked=write_interval(report.hint_s) if report.hint_s else None,
        budget=write_interval(report.most_often_s) if report.most_often_s else None,
        claims=claims,
        settings=as_typed(held, typed) if held and typed else held,
        pairs=await events.own_doubts(visitor.person_id, source_id, _PAIRS) if is_mine else (),
        settled=settled and settled[:2],
        said=settled[2] if settled else "",
        may_decide=report.is_suggested and await is_operator(visitor),
        budgets=BUDGETS,
        contact=visitor.runtime.face.contact,
        now=visitor.runtime.clock(),
        saved=saved,
    )
