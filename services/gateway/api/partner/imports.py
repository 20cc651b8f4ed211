"""Bringing attendees and events: a file in, a job that deals with it, and what became of every line."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from services.gateway.api.http.ids import foreign_id
from services.gateway.api.http.lists import AskedById, AskedByLine
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.scope import with_scope
from services.gateway.attendees.lines import CSV, MOST_BYTES, NDJSON, Given, read_lines
from services.gateway.partners.keys import PartnerKey
from services.gateway.store.partners import imports
from services.gateway.store.partners.imports import NewImport
from shared.contracts.paging import Page
from shared.contracts.partners.attendees import Import, ImportKind, ImportLine, LineOutcome
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/imports", tags=["Partners"], responses=problems(403))
Importing = Annotated[PartnerKey, Depends(with_scope("imports"))]
ImportId = Annotated[str, foreign_id("imp")]
LARGEST = MOST_BYTES
_PEOPLE = (
    '{"external_id": "4711", "email": "ada@mail.example", "profile": {"display_name": "Ada", '
    '"headline": "Soil scientist", "interests": ["soil health"]}, '
    '"attendance": {"event_id": "evt_…", "match": true, "listed": true}}\n'
)
_TABLE = (
    "external_id,email,display_name,headline,interests,needs,event_id,match,listed\n"
    "4711,ada@mail.example,Ada,Soil scientist,soil health; drones,advice: sensors,evt_…,yes,yes\n"
)
_EVENT = (
    '{"external_id": "soil-27", "title": "Soil Health Field Day", "starts_at": "2027-05-19T09:00", '
    '"ends_at": "2027-05-19T17:00", "timezone": "Europe/Berlin", "city": "Berlin", "country": "DE", '
    '"url": "https://soil.example/2027", "topics": ["soil health"]}\n'
)
_EVENTS = (
    "external_id,title,starts_at,ends_at,city,country,url,topics,is_free,status\n"
    "soil-27,Soil Health Field Day,2027-05-19 09:00,2027-05-19 17:00,Berlin,DE,"
    "https://soil.example/2027,soil health; drones,no,scheduled\n"
)
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            NDJSON: {
                "schema": {"type": "string", "format": "binary"},
                "examples": {"people": {"value": _PEOPLE}, "events": {"value": _EVENT}},
            },
            CSV: {
                "schema": {"type": "string", "format": "binary"},
                "examples": {"people": {"value": _TABLE}, "events": {"value": _EVENTS}},
            },
        },
    }
}


@router.post(
    "",
    status_code=202,
    responses=problems(413),
    openapi_extra=_BODY,
    summary="Bring people, attendance or events",
)
async def bring_lines(
    request: Request,
    runtime: Parts,
    partner: Importing,
    kind: ImportKind = "people",
    *,
    event_id: Annotated[
        str | None, Query(max_length=60, pattern="^[a-z0-9_]+$", description="that of lines which name none")
    ] = None,
    dry_run: Annotated[bool, Query(description="look at every line and keep nothing")] = False,
) -> Import:
    """Bring up to 20,000 lines (20 MB): NDJSON, or CSV with several values of a field by `;`.

    A file that begins with `{` is read as NDJSON, even where a client sends it as `text/csv`.

    A person is known by your `external_id`: the same line again changes nothing, another one replaces it.
    Nobody is matched (`match`) or listed (`listed`) but by a consent of theirs that a line tells; left open,
    it stays as an earlier line told it, and only a no takes it back. Everyone new gets one letter.
    Whoever has an account of their own, or signs in to the one you made, decides alone from then on: the line
    is accepted all the same, and they are written to. Who cancels is taken off by `attendance` with the
    `status` `not_going`.

    With `kind=events` they are events of yours, shown within seconds: `GET /v1/partner/events` tells which
    event came of each. The same line again changes nothing, another one replaces what you said before;
    what a file leaves out stays, and an event is taken back by `status` `cancelled`.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    read = await asyncio.to_thread(read_lines, await request.body(), media_type, kind, Given(event_id))
    made = NewImport(runtime.ids("imp"), partner.partner, kind, dry_run, read)
    await imports.add(runtime.db, made, runtime.clock())
    return await imports.find(runtime.db, partner.partner, made.id)


@router.get("", summary="List my imports")
async def my_imports(runtime: Parts, partner: Importing, asked: AskedById) -> Page[Import]:
    """Give the imports of the last ninety days, the newest first."""
    found = await imports.newest(runtime.db, partner.partner, asked.cursor, asked.one_more)
    return asked.read_on(Page[Import], [(one.id, one) for one in found])


@router.get("/{import_id}", summary="Get an import")
async def my_import(import_id: ImportId, runtime: Parts, partner: Importing) -> Import:
    """Give how far it is: `waiting` while lines are to be dealt with."""
    return await imports.find(runtime.db, partner.partner, import_id)


@router.get("/{import_id}/lines", summary="See what became of each line")
async def my_lines(
    import_id: ImportId,
    runtime: Parts,
    partner: Importing,
    asked: AskedByLine,
    outcome: LineOutcome | None = None,
) -> Page[ImportLine]:
    """Give the lines in their order; `outcome=rejected`: those to mend and send again."""
    await imports.find(runtime.db, partner.partner, import_id)
    found = await imports.lines(runtime.db, import_id, outcome, asked.cursor, asked.one_more)
    return asked.read_on(Page[ImportLine], [(one.line, one) for one in found])
