"""Whom to meet near a place in the coming weeks: where I go, and where others show that they go."""

from fastapi import APIRouter, Request, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.proven import with_proofs
from services.gateway.api.me.recommend import PeopleQuery, circle_of
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor
from services.gateway.web.forms.fields import fit
from services.gateway.web.openness import is_reserved
from shared.contracts.people import Person, Suggestion
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST, WEEKS = 10, 8
_ASKED = ("near", "radius_km", "weeks")
_SHOWN_ABOVE = frozenset({Kind.INVALID, Kind.UNAVAILABLE})


@router.get("/nearby")
async def nearby(request: Request, visitor: Visit, noted: str = "") -> Response:
    """Show people near home in the coming weeks, or where and when one asks, each with where they go."""
    said = {name: request.query_params.get(name, "").strip() for name in _ASKED}
    found: tuple[Suggestion, ...] = ()
    person: Person | None = None
    wrong: AppError | None = None
    try:
        person = await ensure_profile(visitor.runtime, visitor.person_id)
        found = await _people(visitor, {**said, "weeks": said["weeks"] or str(WEEKS)})
    except AppError as error:
        if error.kind not in _SHOWN_ABOVE:
            raise
        wrong = error
    shared = sorted({one.scope.event_id for one in found if one.scope})
    made = Composition(visitor.runtime.face.part_timeout_s)
    return visitor.show_again(
        "nearby.html",
        wrong,
        events=await made.part("events", visitor.runtime.events.batch(shared), {}),
        said=said,
        weeks=WEEKS,
        people=found,
        home=person.profile.place if person else None,
        is_reserved=person is not None and is_reserved(person.profile),
        noted=noted,
    )


async def _people(visitor: Visitor, said: dict[str, str]) -> tuple[Suggestion, ...]:
    given = {name: text for name, text in said.items() if text and (name != "radius_km" or said["near"])}
    detail = "Give a place such as Lisbon, and 1 to 57 weeks."
    query = fit(PeopleQuery, given | {"limit": MOST}, detail, code="invalid_request")
    near = await circle_of(visitor.runtime, query)
    found = await visitor.runtime.matching.people(
        visitor.person_id, limit=query.limit, weeks=query.weeks, near=near
    )
    return await with_proofs(visitor.runtime, found)
