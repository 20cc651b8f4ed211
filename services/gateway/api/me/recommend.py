"""What is recommended to me: events, people, and the first screen of both."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from services.gateway.api.http.answers import RecommendedEvents, SuggestedPeople
from services.gateway.api.http.lists import PAGE, Limit
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.proven import with_proofs
from services.gateway.api.me.recommended import events_for, home_for
from services.gateway.api.session.signed_in import Me
from services.gateway.runtime import Runtime
from shared.contracts.account import Home
from shared.contracts.model import Request as Contract
from shared.contracts.people import Feedback, PeopleSettings, ShownToOthers
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.geo import Circle

router = APIRouter(prefix="/v1/me", tags=["Recommendations"])
_NEAR_KM = 50.0


@router.get("/home", summary="Get the first screen in one call")
async def my_home(runtime: Parts, me: Me, response: Response) -> Home:
    """Give where I go, events for me and people to meet; a part that cannot be had is named in `degraded`."""
    made = Composition(runtime.face.part_timeout_s)
    answer = await home_for(runtime, me.person_id, made)
    return answer.model_copy(update={"degraded": made.seal(response)})


@router.get("/events", summary="Get events for me")
async def events_for_me(runtime: Parts, me: Me, response: Response, limit: Limit = PAGE) -> RecommendedEvents:
    """Give recommended events, each with reasons and a range of how many relevant people go."""
    made = Composition(runtime.face.part_timeout_s)
    items = await events_for(runtime, me.person_id, limit, made)
    return RecommendedEvents(items=items, next=None, degraded=made.seal(response))


class PeopleQuery(Contract):
    """Which people to meet."""

    event_id: str | None = Field(None, max_length=60, description="at this event, to which I go")
    near: str | None = Field(
        None, min_length=1, max_length=100, description="at events near `lat,lon` or the name of a place"
    )
    radius_km: float | None = Field(None, gt=0, le=2000, description="with `near`; 50 when not given")
    weeks: int | None = Field(None, ge=1, le=57, description="at events that begin within so many weeks")
    limit: int = Field(PAGE, ge=1, le=100)
    novelty: float | None = Field(
        None, ge=0, le=1, description="0: like me, 1: unlike me; as I have set it by default"
    )


@router.get("/people", summary="Get people to meet")
async def people_for_me(
    runtime: Parts, me: Me, response: Response, query: Annotated[PeopleQuery, Query()]
) -> SuggestedPeople:
    """Give people to meet with reasons, at one event or anywhere I go; there soon, or near a place.

    Where I go to no event, they are out of everybody, unless I ask for a place or a time. Then they are also
    those who show that they go to other events there (within 50 km of my home, where I name no place) and let
    strangers see their name; a reason of the kind `their_event` tells which.
    """
    made = Composition(runtime.face.part_timeout_s)
    near = await made.part("events", circle_of(runtime, query), None)
    if made.missing:  # where the place lies is not known: anywhere is no answer
        return SuggestedPeople(items=(), next=None, degraded=made.seal(response))
    asked = runtime.matching.people(
        me.person_id, event_id=query.event_id, limit=query.limit, novelty=query.novelty, weeks=query.weeks,
        near=near,
    )  # fmt: skip
    found = await made.part("matching", asked, ())
    return SuggestedPeople(items=await with_proofs(runtime, found), next=None, degraded=made.seal(response))


async def circle_of(runtime: Runtime, query: PeopleQuery) -> Circle | None:
    """Return the place that is asked for; raise what names `near` or `radius_km`."""
    if query.near is not None:
        return Circle(await runtime.events.locate(query.near), query.radius_km or _NEAR_KM)
    if query.radius_km is not None:
        detail = "`radius_km` needs `near`."
        raise AppError(
            "invalid_request", Kind.INVALID, detail, errors=(FieldError("/query/radius_km", detail),)
        )
    return None


@router.get("/people/settings", summary="Get how people are picked for me")
async def people_settings(runtime: Parts, me: Me) -> PeopleSettings:
    """Give where my dial stands, from people like me to people unlike me."""
    return await runtime.matching.people_settings(me.person_id)


@router.put("/people/settings", summary="Set how people are picked for me")
async def set_people_settings(body: PeopleSettings, runtime: Parts, me: Me) -> PeopleSettings:
    """Set the dial, for every list that names no `novelty` of its own and for the weekly e-mail."""
    await runtime.matching.set_people_settings(me.person_id, body)
    return body


@router.get("/shown", summary="Get why others are shown me")
async def why_i_am_shown(runtime: Parts, me: Me) -> ShownToOthers:
    """Give for which of my fields others were shown me, in ranges of at least ten people."""
    return await runtime.matching.shown(me.person_id)


@router.post("/feedback", status_code=204, summary="Say what I think of a suggestion")
async def feedback(body: Feedback, runtime: Parts, me: Me) -> None:
    """Say what I think of a suggestion, or what came of it.

    `hide` keeps the two of us apart for good; `know_them` and `met` take the person off my lists, and
    `not_now` (30 days) and `wrong_topic` (90) for a time, at no harm to anybody.
    """
    await runtime.matching.give_feedback(me.person_id, body)
