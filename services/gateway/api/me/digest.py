"""My weekly e-mail: when it comes, and what it would say now."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import HTMLResponse

from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.digest.decide import Subscriber
from services.gateway.digest.due import Schedule
from services.gateway.digest.preview import preview_of
from services.gateway.runtime import Runtime
from services.gateway.store.letters import subscribers
from services.gateway.store.letters.opting import set_schedule
from shared.contracts.account import DigestPreview, DigestSettings
from shared.kernel.errors import AppError, Kind
from shared.web import bytes_answer

router = APIRouter(prefix="/v1/me/digest", tags=["Weekly e-mail"])

HTML: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {"example": "<!doctype html>…"}}}}
PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@router.get("", summary="Get when my weekly e-mail comes")
async def digest_settings(runtime: Parts, me: Me) -> DigestSettings:
    """Give weekday, hour, frequency and pause; the hour is by the profile's zone, else by its city's."""
    return _settings((await subscriber_of(runtime, me.person_id)).schedule)


@router.put("", summary="Change when my weekly e-mail comes")
async def change_digest_settings(body: DigestSettings, runtime: Parts, me: Me) -> DigestSettings:
    """Set weekday, hour, frequency and pause; `never` stops it, anything else takes it up again."""
    schedule = schedule_of(body)
    await set_schedule(runtime.db, runtime.key, me.person_id, schedule, runtime.clock())
    return _settings(schedule)


@router.get(
    "/preview",
    response_model=DigestPreview,
    responses=HTML,
    summary="See the weekly e-mail as it would be now",
)
async def preview_digest(
    request: Request,
    runtime: Parts,
    me: Me,
    wanted: Annotated[Literal["json", "html"] | None, Query(alias="format")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Give subject, both parts and contents as JSON; as HTML by `Accept: text/html` or `format=html`."""
    subscriber = await subscriber_of(runtime, me.person_id)
    found = preview_of(*await runtime.week.of((me.person_id,)), subscriber, runtime.house)
    if wanted == "html" or (wanted is None and "text/html" in accept.lower()):
        headers = {"Content-Security-Policy": PREVIEW_POLICY, "Cache-Control": "private, no-cache"}
        return HTMLResponse(found.html, headers={**headers, "Vary": "Accept"})
    return bytes_answer(request, found.model_dump_json().encode())


async def subscriber_of(runtime: Runtime, person_id: str) -> Subscriber:
    """Return when somebody's letter comes; raise `account_missing` where they were erased meanwhile."""
    found = await subscribers.find(runtime.db, person_id)
    if found is None:
        raise AppError("account_missing", Kind.UNAUTHENTICATED, "This account is gone; sign in again.")
    return found


def schedule_of(body: DigestSettings) -> Schedule:
    """Return the wish as it is kept; raise `time_without_zone`."""
    paused = body.paused_until
    if paused is not None and paused.tzinfo is None:
        detail = "Give `paused_until` with its offset, such as 2027-01-04T00:00:00Z."
        raise AppError("time_without_zone", Kind.INVALID, detail)
    return Schedule(body.weekday, body.hour, body.frequency, paused)


def _settings(schedule: Schedule) -> DigestSettings:
    return DigestSettings.model_validate(schedule, from_attributes=True)
