"""The clash finder, for whoever is about to fix a date."""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.events.api.params import to_search
from services.events.api.runtime import Events
from services.events.search.clashes import MOST_NAMED, Rival, Week, quietest, weeks_of
from services.events.store.search.clashes import find_expected, find_rivals
from shared.contracts.catalogue.clashes import Clashes, ClashQuery, RivalEvent, WeekOfClashes
from shared.contracts.catalogue.event_query import EventFilter
from shared.web import bytes_answer

router = APIRouter(tags=["clashes"])
MOST_QUIET = 3


@router.get("/v1/clashes", response_model=Clashes, summary="When to hold an event")
async def get_clashes(request: Request, runtime: Events, query: Annotated[ClashQuery, Query()]) -> Response:
    """What a new event would compete with, week by week: the same topics, nearby, at the same time.

    An event of the same topic weighs 1, one of the same area 0.4. Online events count where no place is asked
    for. An edition of a series that nobody has announced is counted on the days of the rule that earlier ones
    follow, told as expected, and weighs half; of each answer 60 series are asked.
    """
    asked = query.model_dump(include={"topic", "near", "radius_km", "country", "kind", "mode"})
    search = to_search(EventFilter(**asked), runtime)
    first = query.first or runtime.clock().date()
    begins = datetime.combine(first - timedelta(days=first.weekday()), time(), UTC)
    # A day more on both sides: a day begins and ends at other hours elsewhere.
    rivals = await find_rivals(
        runtime.db, search, begins - timedelta(days=1), begins + timedelta(weeks=query.weeks, days=1)
    )
    today = runtime.clock().date()
    rivals += await find_expected(runtime.db, search, today, begins.date() + timedelta(weeks=query.weeks))
    weeks = weeks_of(rivals, search.topics, first, query.weeks, runtime.topics.affinity)
    answer = Clashes(
        weeks=tuple(_week(week) for week in weeks),
        quietest=tuple(_name(week) for week in quietest(weeks, MOST_QUIET)),
    )
    return bytes_answer(request, answer.model_dump_json().encode(), max_age_s=300)


def _week(week: Week) -> WeekOfClashes:
    return WeekOfClashes(
        week=_name(week),
        starts_on=week.monday,
        count=len(week.rivals),
        expected=week.expected,
        weight=round(week.weight, 2),
        days=tuple(week.days),
        events=tuple(_event(*rival) for rival in week.rivals[:MOST_NAMED]),
    )


def _event(closeness: float, rival: Rival) -> RivalEvent:
    return RivalEvent(
        id=rival.event_id,
        title=rival.title,
        city=rival.city,
        first_day=rival.first,
        last_day=rival.last,
        closeness=closeness,
        expected_of=rival.expected_of,
    )


def _name(week: Week) -> str:
    year, number, _ = week.monday.isocalendar()
    return f"{year}-W{number:02d}"
