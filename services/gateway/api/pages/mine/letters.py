"""Which letters I get, and when the weekly one comes."""

from fastapi import APIRouter, Response

from services.gateway.accounts import zone_told
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.digest import schedule_of, subscriber_of
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.digest.due import next_slot, zone_of
from services.gateway.letters.unsubscribe import (
    ALERTS_LIST,
    BROUGHT_LIST,
    DIGEST_LIST,
    GOING_LIST,
    INTRODUCTIONS_LIST,
)
from services.gateway.store.letters.opting import opt_in, opt_out, set_schedule
from services.gateway.store.letters.returned import are_resting
from services.gateway.store.letters.suppressions import is_stopped
from services.gateway.web.forms.letters import read_schedule
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
LISTS = (GOING_LIST, ALERTS_LIST, INTRODUCTIONS_LIST, BROUGHT_LIST)


@router.get("/letters")
async def letters_page(visitor: Visit, saved: str = "") -> Response:
    """Show when the weekly e-mail comes next, and the other letters."""
    return await _show(visitor, saved=saved == "yes")


@router.post("/letters")
async def schedule_form(visitor: Visit, form: Form) -> Response:
    """Keep when the weekly e-mail comes."""
    runtime, person_id = visitor.runtime, visitor.person_id
    try:
        wanted = schedule_of(read_schedule(form, zone_of(await _zone(visitor))))
    except AppError as error:
        if error.kind is not Kind.INVALID:
            raise
        return await _show(visitor, error=error)
    await set_schedule(runtime.db, runtime.key, person_id, wanted, runtime.clock())
    return go("/letters?saved=yes")


@router.post("/letters/{list_name}")
async def list_form(list_name: str, visitor: Visit, form: Form) -> Response:
    """Stop the letters of a list, or take them up again."""
    if list_name not in LISTS:
        raise AppError("page_missing", Kind.MISSING, "There is no such list of letters.")
    change = opt_out if value(form, "do") == "stop" else opt_in
    runtime = visitor.runtime
    await change(runtime.db, runtime.key, visitor.person_id, runtime.clock(), list_name)
    return go("/letters?saved=yes")


async def _show(visitor: Visitor, *, saved: bool = False, error: AppError | None = None) -> Response:
    runtime, person_id, now = visitor.runtime, visitor.person_id, visitor.runtime.clock()
    schedule, zone = (await subscriber_of(runtime, person_id)).schedule, await _zone(visitor)
    following = next_slot(schedule, zone_of(zone), now)
    paused = schedule.paused_until
    stopped = [
        name for name in (DIGEST_LIST, *LISTS) if await is_stopped(runtime.db, runtime.key, person_id, name)
    ]
    return visitor.show_again(
        "letters.html",
        error,
        schedule=schedule,
        paused_until=paused.astimezone(zone_of(zone)) if paused and paused > now else None,
        zone=zone,
        following=following.at.astimezone(zone_of(zone)) if following else None,
        lists=LISTS,
        stopped=stopped,
        resting=await are_resting(runtime.db, person_id, now),
        saved=saved,
    )


async def _zone(visitor: Visitor) -> str:
    """Return the zone of the profile, else of its city; the one last known while a service is away."""
    runtime = visitor.runtime
    known = (await subscriber_of(runtime, visitor.person_id)).timezone
    made = Composition(runtime.face.part_timeout_s)
    person = await made.part("matching", runtime.matching.person(visitor.person_id), None)
    if person is None:
        return known or "UTC"
    return await zone_told(runtime, person.profile) or known or "UTC"
