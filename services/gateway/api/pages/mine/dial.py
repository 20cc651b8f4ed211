"""The dial from people like me to people unlike me, beside every list of people."""

from fastapi import APIRouter, Response

from services.gateway.api.http.parts import Composition
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go, own_path
from shared.contracts.people import PeopleSettings
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_MOST = 100


@router.post("/people-settings")
async def set_dial(visitor: Visit, form: Form) -> Response:
    """Keep where I set the dial and go back to the list, which follows it."""
    said = value(form, "novelty")
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(_MOST)) and int(said) <= _MOST):
        detail = "Set the dial between like me and unlike me; load the page again and retry."
        raise AppError("form_unreadable", Kind.INVALID, detail)
    settings = PeopleSettings(novelty=int(said) / _MOST)
    await visitor.runtime.matching.set_people_settings(visitor.person_id, settings)
    return go(own_path(value(form, "back")))


async def dial_of(visitor: Visitor, made: Composition) -> float | None:
    """Return where the dial stands; None for who has no profile yet, and while matching is away."""
    if visitor.me is None:
        return None
    asked = visitor.runtime.matching.people_settings(visitor.person_id)
    try:
        found = await made.part("matching", asked, None)
    except AppError as error:
        if error.kind is not Kind.MISSING:
            raise
        return None
    return found.novelty if found else None
