"""People to meet, events to go to, plans for the week, and what the person thinks of them."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from services.matching.api.runtime import Open, PersonId
from services.matching.recommend.asked import ListRequest
from services.matching.recommend.events.flow import EventAsk, events_for, weekly_plans
from services.matching.recommend.explain.shown_to_others import shown_to_others
from services.matching.recommend.pipeline import people_to_meet
from services.matching.store.people.rows import set_dial
from services.matching.store.relations import judge
from services.matching.store.suggestions import readers_of
from shared.contracts.model import Request as Contract
from shared.contracts.paging import Page
from shared.contracts.people import (
    EventSuggestion,
    Feedback,
    PeopleSettings,
    PersonPlan,
    PlanRequest,
    ShownToOthers,
    Suggestion,
)
from shared.kernel.geo import Circle, Point
from shared.kernel.ids import id_pattern

router = APIRouter(tags=["suggestions"])
_AHEAD = timedelta(days=400)

Limit = Annotated[int, Query(ge=1, le=100)]


class PeopleQuery(Contract):
    """Which people: at one event, or at those that begin in time and lie near a place, or near home."""

    event_id: str | None = Field(None, pattern=id_pattern("evt"))
    limit: int = Field(20, ge=1, le=100)
    novelty: float | None = Field(None, ge=0, le=1)
    weeks: int | None = Field(None, ge=1, le=57)
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    radius_km: float = Field(50, gt=0, le=2000)

    @property
    def near(self) -> Circle | None:
        """The place; None where none is asked for."""
        if self.lat is None or self.lon is None:
            return None
        return Circle(Point(self.lat, self.lon), self.radius_km)


@router.get("/people/{person_id}/people", summary="People to meet")
async def people(
    person_id: PersonId, runtime: Open, query: Annotated[PeopleQuery, Query()]
) -> Page[Suggestion]:
    """Return whom to meet, the best first, at one event or at all of the person's own.

    Empty where the person has not agreed to be matched: who does not show up is shown nobody. Who goes to no
    event is shown people out of everybody, unless a place or a time is asked for: then also those who let
    strangers see their name and show that they go to other events there.
    """
    now, near = runtime.clock(), query.near
    until = now + (_AHEAD if query.weeks is None else timedelta(weeks=query.weeks))
    wider = near is None and query.weeks is None
    ask = ListRequest(
        person_id, query.limit, query.novelty, now, until, query.event_id, near, wider,
        elsewhere=not wider and query.event_id is None,
    )  # fmt: skip
    return Page(items=await people_to_meet(ask, runtime.shelf, runtime.kit), next=None)


@router.get("/people/{person_id}/settings", summary="How people are picked for a person")
async def settings(person_id: PersonId, runtime: Open) -> PeopleSettings:
    """Return where the person left the dial from people like them to people unlike them."""
    own = (await runtime.shelf.person(person_id)).novelty
    return PeopleSettings(novelty=runtime.kit.parameters.list.novelty if own is None else round(own, 3))


@router.put("/people/{person_id}/settings", status_code=204, summary="Set how people are picked")
async def set_settings(person_id: PersonId, wanted: PeopleSettings, runtime: Open) -> None:
    """Keep the dial for every list that names no novelty of its own, the weekly plans' included."""
    await set_dial(runtime.db, person_id, wanted.novelty)


@router.get("/people/{person_id}/shown", summary="Why others are shown a person")
async def shown(person_id: PersonId, runtime: Open) -> ShownToOthers:
    """Return in ranges of at least ten people for what others were shown the person in the last half-year."""
    await runtime.shelf.person(person_id)
    return shown_to_others(await readers_of(runtime.db, person_id, runtime.clock()))


@router.get("/people/{person_id}/events", summary="Events worth the person's time")
async def events(person_id: PersonId, runtime: Open, limit: Limit = 20) -> Page[EventSuggestion]:
    """Return upcoming events that the person has not answered, the best first, each with its reasons."""
    ask = EventAsk(person_id, limit, runtime.clock())
    return Page(items=await events_for(ask, runtime.shelf, runtime.kit), next=None)


@router.post("/people/{person_id}/feedback", status_code=204, summary="Judge a suggestion")
async def feedback(person_id: PersonId, said: Feedback, runtime: Open) -> None:
    """Keep an answer; `hide`, `know_them` and `met` hold for good, `not_now` and `wrong_topic` for a time."""
    async with runtime.db.transaction() as conn:
        await judge(conn, person_id, said, runtime.clock(), runtime.kit.parameters.list, runtime.ids)


@router.post("/plans", summary="Weekly plans of many people")
async def plans(asked: PlanRequest, runtime: Open) -> Page[PersonPlan]:
    """Return what the weekly e-mail could hold for each; one ISO week counts as one showing."""
    return Page(items=await weekly_plans(asked, runtime.clock(), runtime.shelf, runtime.kit), next=None)
