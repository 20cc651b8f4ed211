"""Being read, and so found, by people who share no event with me: said once, beside whom I could meet."""

from fastapi import APIRouter, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go, own_path
from services.gateway.web.openness import opened

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.post("/me/open")
async def let_everybody_read(visitor: Visit, form: Form) -> Response:
    """Let everybody read my name, headline and interests, and go back to the list, which follows."""
    person = await ensure_profile(visitor.runtime, visitor.person_id)
    profile = opened(person.profile)
    await visitor.runtime.matching.put_person(visitor.person_id, profile, if_version=person.version)
    return go(own_path(value(form, "back")))
