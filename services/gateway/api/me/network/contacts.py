"""Bringing whom I know from LinkedIn or an address book."""

import asyncio
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.lists import Asked, AskedByLine, newest
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.contacts.json_resume import draft_of, is_resume
from services.gateway.contacts.read import MOST_BYTES, Read, pieces, read_contacts
from services.gateway.keeping import keep
from services.gateway.runtime import Runtime
from services.gateway.store import contact_imports
from services.gateway.store.contact_imports import NewContactImport, Waiting
from shared.contracts.network.contacts import (
    FULL,
    MOST_AT_ONCE,
    ContactImport,
    ContactLine,
    LineOutcome,
    MyImport,
)
from shared.contracts.paging import Page
from shared.web.openapi import problems
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1/me/imports", tags=["Connections"])
ImportId = Annotated[str, id_in_path("imp")]
LARGEST = MOST_BYTES + 64 * 1024
_TABLE = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Lovelace,,,Loam Ltd,Farmer,26 Nov 2024\n"
)
_CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Lovelace\r\nORG:Loam Ltd\r\nEND:VCARD\r\n"
_PAGE = '<p class="h-card"><a class="p-name u-url" href="https://ada.example/">Ada Lovelace</a></p>'
_RESUME = {"basics": {"name": "Ada Lovelace", "label": "Farmer"}, "skills": [{"name": "Soil health"}]}
_FILE = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {"schema": {"type": "string", "format": "binary"}, "example": _TABLE},
            "text/vcard": {"schema": {"type": "string", "format": "binary"}, "example": _CARD},
            "text/html": {"schema": {"type": "string", "format": "binary"}, "example": _PAGE},
            "application/json": {"schema": {"type": "object"}, "example": _RESUME},
            "multipart/form-data": {"schema": _FILE},
        },
    }
}


@router.post(
    "",
    status_code=202,
    responses=problems(413),
    openapi_extra=_BODY,
    summary="Bring my contacts, or my resume",
)
async def bring_contacts(
    request: Request,
    response: Response,
    runtime: Parts,
    me: Me,
    *,
    dry_run: Annotated[
        bool, Query(description="tell what would become of every line, and keep nothing")
    ] = False,
) -> MyImport:
    """Keep those of a file (8 MB, 30,000 people): LinkedIn's Connections.csv, vCards, a page with hCards.

    Only I see them, nobody is told, and nobody is shown them. Who is kept already stays as noted. No
    reminders come of them until I want some. Ask for the import by its id until it is `finished`.

    A JSON Resume (jsonresume.org) is my own: it comes back at once as a draft of my profile, of which nothing
    is kept until I save it.
    """
    made = await _read(runtime, me.person_id, await _file(request), dry_run=dry_run)
    await contact_imports.add(runtime.db, made, runtime.clock())
    response.headers["Location"] = f"{router.prefix}/{made.id}"
    return await contact_imports.find(runtime.db, me.person_id, made.id)


@router.get("", summary="List what I brought")
async def brought_files(runtime: Parts, me: Me, asked: Asked) -> Page[MyImport]:
    """Give the imports of the last seven days, the newest first; at most twenty are kept."""
    found = await contact_imports.all_of(runtime.db, me.person_id)
    return newest(asked, Page[MyImport], found, lambda one: (one.created_at, one.id))


@router.get("/{import_id}", summary="Get what I brought")
async def brought_file(import_id: ImportId, runtime: Parts, me: Me) -> MyImport:
    """Give how far it is: `waiting` while lines are to be dealt with."""
    return await contact_imports.find(runtime.db, me.person_id, import_id)


@router.get("/{import_id}/lines", summary="See what became of each line")
async def brought_lines(
    import_id: ImportId, runtime: Parts, me: Me, asked: AskedByLine, outcome: LineOutcome | None = None
) -> Page[ContactLine]:
    """Give the lines in their order; `outcome=refused`: those of which nothing was kept, with why."""
    await contact_imports.find(runtime.db, me.person_id, import_id)
    found = await contact_imports.lines(runtime.db, import_id, outcome, asked.cursor, asked.one_more)
    return asked.read_on(Page[ContactLine], found)


async def _read(runtime: Runtime, person_id: str, body: bytes, *, dry_run: bool) -> NewContactImport:
    """Read a file to lines that wait to be kept; a resume to a draft, with nothing left to do."""
    import_id = runtime.ids("imp")
    if is_resume(body):
        draft = await drafted(runtime, person_id, body)
        told = [Waiting(line) for line in draft.lines]
        return NewContactImport(
            import_id, person_id, draft.format, True, told, draft.profile, draft.profile_version
        )
    form, found = await asyncio.to_thread(read_contacts, body)
    lines = [Waiting(_line(one, "waiting" if one.contact else "refused"), one.contact) for one in found]
    return NewContactImport(import_id, person_id, form, dry_run, lines)


async def drafted(runtime: Runtime, person_id: str, body: bytes) -> ContactImport:
    """Return a profile as a resume would have it, for its owner to look through and save."""
    held = await ensure_profile(runtime, person_id)
    profile, lines = await asyncio.to_thread(draft_of, body, held.profile)
    counts = Counter(line.outcome for line in lines)
    return ContactImport(
        format="json_resume", dry_run=True, added=counts["added"], known=counts["known"],
        refused=counts["refused"], lines=lines, profile=profile, profile_version=held.version,
    )  # fmt: skip


async def bring(runtime: Runtime, person_id: str, body: bytes, *, dry_run: bool) -> ContactImport:
    """Keep the contacts of a file, a few hundred at a time; what was kept before a failure stays, once."""
    await ensure_profile(runtime, person_id)
    form, found = await asyncio.to_thread(read_contacts, body)
    lines: list[ContactLine] = []
    for piece in pieces(found, MOST_AT_ONCE):
        lines += await _kept(runtime, person_id, piece, dry_run=dry_run)
    counts = Counter(line.outcome for line in lines)
    return ContactImport(
        format=form, dry_run=dry_run, added=counts["added"], known=counts["known"],
        refused=counts["refused"], lines=tuple(lines),
    )  # fmt: skip


async def _kept(runtime: Runtime, person_id: str, piece: list[Read], *, dry_run: bool) -> list[ContactLine]:
    contacts = [one.contact for one in piece if one.contact is not None]
    outcomes = iter(await keep(runtime, person_id, contacts, dry_run=dry_run))
    return [_line(one, next(outcomes) if one.contact else "refused") for one in piece]


def _line(one: Read, outcome: LineOutcome) -> ContactLine:
    full = FULL if outcome == "refused" else None
    return ContactLine(line=one.line, outcome=outcome, name=one.name, detail=one.problem or full)


async def _file(request: Request) -> bytes:
    """Return the file, sent as it is or as the part `file` of a form."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "multipart/form-data":
        return await request.body()
    async with request.form(max_files=1, max_fields=5, max_part_size=LARGEST) as form:
        sent = form.get("file")
        return await sent.read() if isinstance(sent, UploadFile) else b""
