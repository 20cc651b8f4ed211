"""Events that partners bring: asked for by the gateway, which knows who they are."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.events.api.runtime import Events
from services.events.ingest.model import ReadContext, Rejected
from services.events.ingest.normalise.listing import to_listing
from services.events.ingest.parse.platforms.partner_events import listing_of
from services.events.store.sources.brought import Bringer, events_of, keep, room_left
from shared.contracts.paging import Page
from shared.contracts.partners.events import BroughtEvents, BroughtOutcome, EventLine, PartnerEvent
from shared.places.geonames import load_gazetteer

router = APIRouter(prefix="/internal/partners/{partner}/events", tags=["partners"])
Partner = Annotated[str, Path(min_length=1, max_length=200)]
_FULL = "There is room for no more of your events (9 MB of those to come): shorten descriptions."
_WHY = {
    "implausible_date": "starts_at: the year cannot be meant; mend it.",
    "no_title": "title: nothing is left of it as plain text; write one.",
}


@router.post("", summary="Bring events")
async def bring(partner: Partner, body: BroughtEvents, runtime: Events) -> BroughtOutcome:
    """Keep lines by their ids, those that can be listings; they are read within seconds."""
    now = runtime.clock()
    context = ReadContext(url=runtime.public_url, window_start=now, window_end=now)
    problems = [_problem(line, context) for line in body.items]
    fits = await room_left(runtime.db, partner, body.items, now)
    told = tuple(problem or (None if fit else _FULL) for problem, fit in zip(problems, fits, strict=True))
    taken = [line for line, problem in zip(body.items, told, strict=True) if problem is None]
    if taken and not body.dry_run:
        who = Bringer(partner, runtime.ids("src"), runtime.public_url)
        async with runtime.db.transaction() as conn:
            await keep(conn, who, taken, now)
    return BroughtOutcome(problems=told)


@router.get("", summary="What a partner brought")
async def brought(
    partner: Partner,
    runtime: Events,
    after: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
    external_id: Annotated[str | None, Query(max_length=100)] = None,
) -> Page[PartnerEvent]:
    """Return lines in the order of their ids, after one, each with the event that came of it."""
    return Page(items=await events_of(runtime.db, partner, after, limit, external_id), next=None)


def _problem(line: EventLine, context: ReadContext) -> str | None:
    """Read a line as it will be read, and say why it could not be."""
    raw = listing_of(line.model_dump(mode="json"), line.external_id)
    found = raw if isinstance(raw, Rejected) else to_listing(raw, context, load_gazetteer())
    if isinstance(found, Rejected):
        return _WHY.get(found.reason, f"This cannot be read ({found.reason}); mend it.")
    return None
