"""My profile as a form."""

from fastapi import APIRouter, Request, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.cookies import clear_session
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.network.contacts import drafted
from services.gateway.api.pages.forms import Form, sent_file, value
from services.gateway.api.pages.operate.operators import is_operator
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go, visitor_of
from services.gateway.contacts.json_resume import MOST_BYTES
from services.gateway.erase import erase
from services.gateway.web.forms.profile import (
    MAX_LANGUAGES,
    MAX_NEEDS,
    interest_lines,
    read_profile,
    rows,
    typed_profile,
    visibility_rows,
)
from shared.contracts.events import Topic
from shared.contracts.network.contacts import ContactImport
from shared.contracts.people import Profile
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
RESUME = "/me/resume"
LARGEST_RESUME = MOST_BYTES + 64 * 1024
MAX_DIGITS = 10
"""Of a version; more is no version of ours."""
_CHANGED = AppError(
    "version_changed",
    Kind.PRECONDITION,
    "Your profile was changed since you opened this page, perhaps in another tab. Nothing is saved yet: "
    "what you typed stands below, and saving it takes the place of what was changed.",
)


@router.get("/me")
async def profile_page(visitor: Visit, saved: str = "") -> Response:
    """Show my profile to read and to change."""
    person = await ensure_profile(visitor.runtime, visitor.person_id)
    return await _form(visitor, person.profile, person.version, saved=saved == "yes")


@router.post("/me")
async def save_profile(visitor: Visit, form: Form) -> Response:
    """Save the form over the version it was made from."""
    person = await ensure_profile(visitor.runtime, visitor.person_id)
    version, topics = value(form, "version"), await _topics(visitor)
    seen = int(version) if version.isdecimal() and len(version) < MAX_DIGITS else person.version
    try:
        profile = read_profile(form, person.profile, topics)
        await visitor.runtime.matching.put_person(visitor.person_id, profile, if_version=seen)
    except AppError as error:
        if error.kind not in {Kind.INVALID, Kind.PRECONDITION}:
            raise
        typed = typed_profile(form, person.profile, topics)
        if error.kind is Kind.INVALID:
            return await _form(visitor, typed, seen, error=error)
        return await _form(visitor, typed, person.version, error=_CHANGED)
    return go("/me?saved=yes")


@router.post(RESUME)
async def resume_form(request: Request, visitor: Visit) -> Response:
    """Show my profile as a resume would have it; it is kept once I save it."""
    body, _ = await sent_file(request, visitor, LARGEST_RESUME)
    try:
        made = await drafted(visitor.runtime, visitor.person_id, body)
    except AppError as error:
        if error.kind is not Kind.INVALID:
            raise
        person = await ensure_profile(visitor.runtime, visitor.person_id)
        return await _form(visitor, person.profile, person.version, error=error)
    assert made.profile is not None and made.profile_version is not None  # noqa: S101, PT018 - drafted
    return await _form(visitor, made.profile, made.profile_version, drafted_from=made)


@router.post("/me/erase")
async def erase_form(request: Request, visitor: Visit, form: Form) -> Response:
    """Erase me, forget this browser's session, and give the receipt."""
    if value(form, "sure") != "yes":
        raise AppError("not_confirmed", Kind.INVALID, "Tick the box to erase your account.")
    receipt = await erase(visitor.runtime, visitor.person_id)
    response = visitor_of(request, visitor.runtime, None).show("erased.html", receipt=receipt)
    clear_session(response, visitor.runtime.face)
    return response


async def _form(
    visitor: Visitor,
    profile: Profile,
    version: int,
    *,
    saved: bool = False,
    error: AppError | None = None,
    drafted_from: ContactImport | None = None,
) -> Response:
    topics, me = await _topics(visitor), visitor.person_id
    made = Composition(visitor.runtime.face.part_timeout_s)
    return visitor.show(
        "profile.html",
        status=200 if error is None else 422,
        profile=profile,
        version=version,
        interests=interest_lines(profile, topics),
        needs=rows(profile.needs, MAX_NEEDS),
        offers=rows(profile.offers, MAX_NEEDS),
        languages=rows(profile.languages, MAX_LANGUAGES),
        seen=visibility_rows(profile),
        card=await made.part("matching", visitor.runtime.matching.preview(me, "attendee"), None),
        shown=await made.part("matching", visitor.runtime.matching.shown(me), None),
        saved=saved,
        error=error,
        drafted=drafted_from,
        operates=await is_operator(visitor),
    )


async def _topics(visitor: Visitor) -> tuple[Topic, ...]:
    made = Composition(visitor.runtime.face.part_timeout_s)
    return await made.part("events", visitor.runtime.events.topics(), ())
