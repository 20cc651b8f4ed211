"""What an organiser does for an event: bring its attendees, see that nobody is left out, take lists away."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from services.gateway.accounts import letters_left
from services.gateway.api.http.ids import EventId
from services.gateway.api.http.parts import Composition
from services.gateway.api.pages.forms import sent_file
from services.gateway.api.pages.organise.organisers import only_organisers, organiser_of, proving
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.api.partner.attendees import SHARED, lists_of, stretch
from services.gateway.api.partner.meeting_plans import as_seen, taking_part
from services.gateway.attendees import handout, table
from services.gateway.attendees.document import text_of
from services.gateway.attendees.easing import CONSENTS
from services.gateway.attendees.lines import CSV, MOST_BYTES, Given, read_lines
from services.gateway.attendees.refusals import unreadable
from services.gateway.attendees.workbook import as_csv
from services.gateway.letters.unsubscribe import address_digest
from services.gateway.runtime import Runtime
from services.gateway.store.partners import imports
from services.gateway.store.partners.groups import of_event
from services.gateway.store.partners.imports import NewImport
from services.gateway.store.partners.people import Whose, of_ids
from services.gateway.web.forms.plan import UNTYPED, told_of
from shared.contracts.events import Event
from shared.contracts.partners.meeting_plans import MeetingPlan
from shared.kernel.errors import AppError, Kind

router = APIRouter(prefix="/organise", route_class=PageRoute, include_in_schema=False)
LARGEST = MOST_BYTES + 64 * 1024
_FILES, _LINES, _GROUPS, _AT_ONCE = 5, 20, 20, 100
_SHOWN_MEETINGS = 30
_NAMES_SHOWN, _NAME_SHOWN = 20, 40


@router.get("/{event_id}")
async def organise_page(
    event_id: EventId,
    visitor: Visit,
    unused: Annotated[list[str] | None, Query(max_length=20)] = None,
    published: str = "",
) -> Response:
    """Show how attention is shared at an event, and the files; to others how to prove that it is theirs.

    `unused` are the columns of the file just sent that nothing was made of; `published` tells how the plan
    just was.
    """
    event = await visitor.runtime.events.event(event_id)
    return await show_organise(visitor, event, unused=tuple(unused or ()), said=frozenset({published}))


@router.post("/{event_id}/attendees")
async def bring_form(event_id: EventId, request: Request, visitor: Visit) -> Response:
    """Take a file of attendees; what is wrong with it as a whole is told on the page."""
    document, said = await sent_file(request, visitor, LARGEST)
    event = await visitor.runtime.events.event(event_id)
    partner = await only_organisers(visitor, event)
    try:
        unused = await _bring(visitor, partner, event, document, said)
    except AppError as error:
        return await show_organise(visitor, event, error, said=said)
    told = urlencode([("unused", name[:_NAME_SHOWN]) for name in unused[:_NAMES_SHOWN]])
    return go(f"/organise/{event.id}{'?' if told else ''}{told}#files")


@router.get("/{event_id}/lists.csv")
async def lists_table(event_id: EventId, visitor: Visit) -> Response:
    """Give whom each of the organiser's own could meet, as a table, a stretch of attendees after another."""
    event = await visitor.runtime.events.event(event_id)
    partner = await only_organisers(visitor, event)
    name = {"content-disposition": f'attachment; filename="{event.id}-whom-to-meet.csv"'}
    rows = _rows(visitor.runtime, Whose(partner, visitor.person_id), event.id)
    return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=name)


async def show_organise(
    visitor: Visitor,
    event: Event,
    error: AppError | None = None,
    *,
    said: AbstractSet[str] = frozenset(),
    unused: tuple[str, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> Response:
    """Answer the page, with what went wrong above it; ticked boxes (`said`) and a plan as `typed` stay so."""
    runtime, made = visitor.runtime, Composition(visitor.runtime.face.part_timeout_s)
    partner = await organiser_of(visitor, event)
    report = plan = None
    if partner:
        report = await made.part("matching", runtime.matching.event_report(event.id), None)
        plan = await made.part("matching", _newest_plan(visitor, partner, event.id), None)
        if plan and typed is None:
            typed = await made.part("matching", _wished(visitor, partner, plan), {})
    groups = await of_event(runtime.db, partner, event.id) if partner else {}
    return visitor.show_again(
        "organise.html",
        error,
        event=event,
        partner=partner,
        proving=() if partner else await proving(visitor, event),
        now=runtime.clock(),
        report=report,
        plan=plan,
        gone=_gone(plan) if plan else 0,
        typed={**UNTYPED, **(typed or {})},
        groups=list(groups.items())[:_GROUPS],
        shown_meetings=_SHOWN_MEETINGS,
        **await _files(visitor, partner),
        said=said,
        unused=unused,
        is_limited="letters" in said and partner and await letters_left(runtime, partner) is not None,
        degraded=tuple(sorted(made.missing)),
    )


async def _files(visitor: Visitor, partner: str | None) -> dict[str, object]:
    """Return the newest files of theirs, and of the very newest the first lines not taken, or not whole."""
    db, me = visitor.runtime.db, visitor.person_id
    files = await imports.newest(db, partner, None, _FILES, made_by=me) if partner else ()
    if not files:
        return {"files": (), "rejected": (), "noted": 0, "notes": ()}
    rejected = await imports.lines(db, files[0].id, "rejected", 0, _LINES)
    noted, notes = await imports.noted(db, files[0].id, _LINES)
    return {"files": files, "rejected": rejected, "noted": noted, "notes": notes}


def _gone(plan: MeetingPlan) -> int:
    """Return how many of those planned for sit nowhere any more: they left, or those left at their tables."""
    if plan.figures is None or plan.figures.least == 0:
        return 0
    return plan.people - len({one.external_id for it in plan.meetings for one in it.people})


async def _newest_plan(visitor: Visitor, partner: str, event_id: str) -> MeetingPlan | None:
    try:
        found = await visitor.runtime.meeting_plans.newest(event_id, partner)
    except AppError as error:
        if error.kind is Kind.MISSING:
            return None
        raise
    return await as_seen(visitor.runtime, Whose(partner, visitor.person_id), found)


async def _wished(visitor: Visitor, partner: str, plan: MeetingPlan) -> Mapping[str, str]:
    named = [one for group in plan.wish.groups[:1] for one in group.external_ids]
    known = await of_ids(visitor.runtime.db, Whose(partner, visitor.person_id), named)
    own = await taking_part(visitor.runtime, plan.event_id, known)
    return told_of(plan.wish, {him.external_id: him.email for him in own.values()})


async def _bring(
    visitor: Visitor, partner: str, event: Event, sent: bytes, said: AbstractSet[str]
) -> list[str]:
    """Keep the file; return the columns that nothing was made of."""
    runtime = visitor.runtime
    if not sent:
        raise unreadable("Choose a file first: a table with a column for the e-mail address.")
    given = Given(
        event.id, CONSENTS & said, lenient=True,
        id_of=lambda email: "adr_" + address_digest(runtime.key, email).hex()[:32],
    )  # fmt: skip
    document = await asyncio.to_thread(as_csv, sent)
    lines = await asyncio.to_thread(read_lines, document, CSV, "people", given)
    made = NewImport(runtime.ids("imp"), partner, "people", "dry_run" in said, lines, visitor.person_id)
    await imports.add(runtime.db, made, runtime.clock())
    return table.unused(text_of(document))


async def _rows(runtime: Runtime, whose: Whose, event_id: str) -> AsyncIterator[str]:
    yield handout.header(SHARED)
    after: str | None = ""
    while after is not None:
        found = await stretch(runtime, whose, event_id, after, _AT_ONCE, matched=True)
        lists = {one.person_id: one.people for one in await lists_of(runtime, event_id, found, SHARED)}
        for one, him in found.own:
            people = lists.get(one.person.id, ())
            yield handout.row(him.external_id, him.email, one.person.display_name, people)
        after = found.following
