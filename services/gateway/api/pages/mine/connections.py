"""Whom I know as pages: whom to be in touch with, and of each one notes, promises and what was spoken of."""

from collections.abc import Mapping
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from services.gateway.accounts import ensure_profile, today_of
from services.gateway.api.me.network.connections import TieId, connection_of, with_addresses
from services.gateway.api.me.network.contacts import LARGEST, bring
from services.gateway.api.me.network.follow_ups import FollowUpId, follow_ups_of, link_of
from services.gateway.api.me.network.mirror import network_of
from services.gateway.api.pages.forms import Form, sent_file, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.compose.follow_ups import due_of
from services.gateway.store import calendar_links
from services.gateway.web.forms.connection import (
    SNOOZES,
    read_change,
    read_new,
    read_snooze,
    read_talk,
)
from shared.contracts.network.contacts import ContactImport
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
IMPORTS = "/connections/import"
PAGE_SIZE = 50
SOON = timedelta(days=14)
NOTHING_TYPED: Mapping[str, str] = {}
_SHOWN_ABOVE = frozenset({Kind.INVALID, Kind.CONFLICT})


@router.get("/connections")
async def connections_page(
    visitor: Visit, q: str = "", cursor: str | None = None, met_on: str = "", notes: str = ""
) -> Response:
    """Show whom to be in touch with, then whom I know; `met_on` and `notes` begin a new note."""
    return await _all(visitor, q[:100], cursor, noting={"met_on": met_on[:10], "notes": notes[:500]})


@router.post("/connections")
async def add_form(visitor: Visit, form: Form) -> Response:
    """Note somebody."""
    await ensure_profile(visitor.runtime, visitor.person_id)
    try:
        made = await visitor.runtime.connections.add(visitor.person_id, read_new(form))
    except AppError as error:
        return await _all(visitor, error=_told(error), noting=_typed(form))
    return go(f"/connections/{made.id}")


@router.post(IMPORTS)
async def import_form(request: Request, visitor: Visit) -> Response:
    """Keep the contacts of a file, or tell what would become of them."""
    body, said = await sent_file(request, visitor, LARGEST)
    try:
        made = await bring(visitor.runtime, visitor.person_id, body, dry_run="dry_run" in said)
    except AppError as error:
        return await _all(visitor, error=_told(error))
    return await _all(visitor, brought=made)


@router.post("/connections/calendar")
async def calendar_form(visitor: Visit, form: Form) -> Response:
    """Make a new address of my calendar."""
    del form
    await calendar_links.renew(visitor.runtime.db, visitor.person_id)
    return go("/connections")


@router.post("/connections/follow-ups/{follow_up_id}")
async def follow_up_form(follow_up_id: FollowUpId, visitor: Visit, form: Form) -> Response:
    """Say that I followed up, or put it off."""
    known, me = visitor.runtime.connections, visitor.person_id
    if value(form, "do") in SNOOZES:
        await known.snooze(me, follow_up_id, read_snooze(form))
    else:
        await known.done(me, follow_up_id)
    return go("/connections")


@router.get("/network")
async def network_page(visitor: Visit) -> Response:
    """Show what kind of people I know, and who would widen that."""
    found = await network_of(visitor.runtime, visitor.person_id)
    return visitor.show("network.html", network=found)


@router.get("/connections/{tie_id}")
async def connection_page(tie_id: TieId, visitor: Visit) -> Response:
    """Show one with all that is noted."""
    return await _one(visitor, tie_id)


@router.post("/connections/{tie_id}")
async def change_form(tie_id: TieId, visitor: Visit, form: Form) -> Response:
    """Note what came of a conversation, change notes, settle or delete, or forget them."""
    try:
        await _do(visitor, tie_id, form)
    except AppError as error:
        return await _one(visitor, tie_id, error=_told(error), typed=_typed(form))
    return go("/connections" if value(form, "do") == "forget" else f"/connections/{tie_id}")


async def _do(visitor: Visitor, tie_id: str, form: dict[str, list[str]]) -> None:
    known, me, which = visitor.runtime.connections, visitor.person_id, value(form, "which")
    match value(form, "do"):
        case "talk":
            await _note_talk(visitor, tie_id, form)
        case "save":
            await known.change(me, tie_id, read_change(form))
        case "kept":
            await known.keep(me, tie_id, which)
        case "unpromise":
            await known.unpromise(me, tie_id, which)
        case "unmeet":
            await known.unmeet(me, tie_id, which)
        case "forget" if value(form, "sure") == "yes":
            await known.forget(me, tie_id)
        case "forget":
            raise AppError("not_confirmed", Kind.INVALID, "Tick the box to forget this person.")
        case _:
            detail = "Load the page again and press one of its buttons."
            raise AppError("form_unreadable", Kind.INVALID, detail)


async def _note_talk(visitor: Visitor, tie_id: str, form: dict[str, list[str]]) -> None:
    meeting, mine, theirs = read_talk(form)
    await visitor.runtime.connections.meet(visitor.person_id, tie_id, meeting)
    for promise in (mine, theirs):
        if promise is not None:
            await visitor.runtime.connections.promise(visitor.person_id, tie_id, promise)


async def _all(
    visitor: Visitor, words: str = "", cursor: str | None = None, *,
    error: AppError | None = None, brought: ContactImport | None = None,
    noting: Mapping[str, str] = NOTHING_TYPED,
) -> Response:  # fmt: skip
    runtime, me = visitor.runtime, visitor.person_id
    today = await today_of(runtime, me)
    found = await runtime.connections.page(me, limit=PAGE_SIZE, after=cursor, words=words)
    follow_ups = await follow_ups_of(runtime, me)
    return visitor.show_again(
        "connections.html",
        error,
        due=due_of(follow_ups, today),
        soon=[one for one in follow_ups if today < one.due_on <= today + SOON],
        people=await with_addresses(runtime, found.items),
        following=found.next,
        words=words,
        calendar=await link_of(runtime, me),
        today=today,
        brought=brought,
        noting=noting,
    )


async def _one(
    visitor: Visitor, tie_id: str, error: AppError | None = None, typed: Mapping[str, str] = NOTHING_TYPED
) -> Response:
    runtime, me = visitor.runtime, visitor.person_id
    one = await connection_of(runtime, me, tie_id)
    follow_ups = await follow_ups_of(runtime, me)
    return visitor.show_again(
        "connection.html",
        error,
        one=one,
        brief=await runtime.connections.brief(me, tie_id),
        follow_ups=[it for it in follow_ups if it.connection_id == tie_id],
        today=await today_of(runtime, me),
        typed=typed,
    )


def _typed(form: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what a form held, for its fields to be filled with it again."""
    return {name: texts[0] for name, texts in form.items()}


def _told(error: AppError) -> AppError:
    """Return what to say above the page; raise what is no matter of the form."""
    if error.kind not in _SHOWN_ABOVE:
        raise error
    return error
