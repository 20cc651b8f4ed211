"""Bringing whom I know from LinkedIn or an address book."""

import asyncio
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.contacts.json_resume import draft_of, is_resume
from services.gateway.contacts.read import MOST_BYTES, Read, pieces, read_contacts
from services.gateway.runtime import Runtime
from shared.contracts.contacts import (
    MOST_AT_ONCE,
    Contact,
    ContactImport,
    ContactLine,
    ContactOutcome,
    Contacts,
)
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/me/imports", tags=["Connections"])
LARGEST = MOST_BYTES + 64 * 1024
_TABLE = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Lovelace,,,Loam Ltd,Farmer,26 Nov 2024\n"
)
_CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Lovelace\r\nORG:Loam Ltd\r\nEND:VCARD\r\n"
_RESUME = {"basics": {"name": "Ada Lovelace", "label": "Farmer"}, "skills": [{"name": "Soil health"}]}
_FILE = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {"schema": {"type": "string"}, "example": _TABLE},
            "text/vcard": {"schema": {"type": "string"}, "example": _CARD},
            "application/json": {"schema": {"type": "object"}, "example": _RESUME},
            "multipart/form-data": {"schema": _FILE},
        },
    }
}


@router.post("", responses=problems(413), openapi_extra=_BODY, summary="Bring my contacts, or my resume")
async def bring_contacts(
    request: Request,
    response: Response,
    runtime: Parts,
    me: Me,
    *,
    dry_run: Annotated[
        bool, Query(description="tell what would become of every line, and keep nothing")
    ] = False,
) -> ContactImport:
    """Keep those of a file (8 MB, 30,000 people) as connections: LinkedIn's Connections.csv, or vCards.

    Only I see them, nobody is told, and nobody is shown them. Who is kept already stays as noted. No
    reminders come of them until I want some.

    A JSON Resume (jsonresume.org) is my own: it comes back as a draft of my profile, of which nothing is kept
    until I save it.
    """
    response.headers["Cache-Control"] = "no-store"
    body = await _file(request)
    if is_resume(body):
        return await drafted(runtime, me.person_id, body)
    return await bring(runtime, me.person_id, body, dry_run=dry_run)


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
    items: list[Contact] = [one.contact for one in piece if one.contact is not None]
    kept = await runtime.connections.keep_contacts(person_id, Contacts(items=tuple(items), dry_run=dry_run))
    outcomes = iter(kept.outcomes)
    return [_line(one, next(outcomes) if one.contact else "refused") for one in piece]


def _line(one: Read, outcome: ContactOutcome) -> ContactLine:
    full = (
        "You keep as many people as there is room for; forget some first." if outcome == "refused" else None
    )
    return ContactLine(line=one.line, outcome=outcome, name=one.name, detail=one.problem or full)


async def _file(request: Request) -> bytes:
    """Return the file, sent as it is or as the part `file` of a form."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "multipart/form-data":
        return await request.body()
    async with request.form(max_files=1, max_fields=5, max_part_size=LARGEST) as form:
        sent = form.get("file")
        return await sent.read() if isinstance(sent, UploadFile) else b""
