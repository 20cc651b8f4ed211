"""A series with its cadence and the next edition to expect; an organiser with all that they hold."""

from collections import defaultdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from services.events.api.runtime import Events
from services.events.publish.calendar import calendar
from services.events.publish.entry import Entry
from services.events.publish.expected import expected_entry
from services.events.series.expect import Edition, Expectation, Outlook, State, outlook
from services.events.store.ingest.organisers import also_known
from services.events.store.search.series import OFF, held_by
from shared.contracts.catalogue.series import (
    Expected,
    HeldSeries,
    OrganiserPage,
    OtherName,
    PastEdition,
    Rhythm,
    Series,
)
from shared.contracts.events import Event, Organiser
from shared.kernel.errors import AppError, Kind
from shared.web import bytes_answer

router = APIRouter(tags=["series"])
MOST_UPCOMING, MOST_PAST, MOST_SERIES = 100, 100, 50
FRESH_S = 300

SeriesId = Annotated[str, Path(pattern="^ser_[a-z0-9]{26}$", examples=["ser_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
OrganiserId = Annotated[str, Path(pattern="^org_[a-z0-9]{26}$", examples=["org_01jd3c9m8q7v0w1x2y3z4a5b6c"])]


@router.get("/v1/series/{series_id}.ics", response_class=Response, summary="A series as a calendar")
async def series_calendar(
    request: Request,
    runtime: Events,
    series_id: SeriesId,
    expected: Annotated[bool, Query(description="with the next edition as expected, unconfirmed")] = False,  # noqa: FBT002
) -> Response:
    """The editions that are known. One that is only expected comes along when asked for, as tentative."""
    held = await _series(runtime, series_id)
    entries = list(held)
    if expected:
        seen = outlook(_editions(held), runtime.clock().date())
        entries += [
            expected_entry(held[-1], it.day) for it in seen.expectations if it.state is State.EXPECTED
        ]
    body = calendar(entries, name=held[-1].event["series"]["name"])
    return bytes_answer(request, body, "text/calendar; charset=utf-8", max_age_s=FRESH_S)


@router.get("/v1/series/{series_id}", response_model=Series, summary="A series and what to expect of it")
async def get_series(request: Request, runtime: Events, series_id: SeriesId) -> Response:
    """The editions of a series, the rule they follow, and the next one, expected until it is announced."""
    held = await _series(runtime, series_id)
    seen = outlook(_editions(held), runtime.clock().date())
    found = Series(
        id=series_id,
        name=held[-1].event["series"]["name"],
        rhythm=_rhythm(seen),
        expected=tuple(_expected(it) for it in seen.expectations),
        upcoming=_upcoming(held),
        past=tuple(_past(each) for each in reversed(held) if each.event["is_past"])[:MOST_PAST],
    )
    return bytes_answer(request, found.model_dump_json().encode(), max_age_s=60)


@router.get("/v1/organisers/{organiser_id}", response_model=OrganiserPage, summary="An organiser")
async def get_organiser(request: Request, runtime: Events, organiser_id: OrganiserId) -> Response:
    """What a community, an association or a company holds, and how often."""
    held = await held_by(runtime.db, "organiser", organiser_id, runtime.clock())
    if not held:
        detail = "There is no organiser with this id; events name theirs under `organiser`."
        raise AppError("organiser_missing", Kind.MISSING, detail)
    today = runtime.clock().date()
    found = OrganiserPage(
        organiser=Organiser.model_validate(held[-1].event["organiser"]),
        also=tuple(OtherName(**dict(row)) for row in await also_known(runtime.db, organiser_id)),
        upcoming=_upcoming(held),
        past=sum(each.event["is_past"] for each in held),
        series=_series_of(held, today),
        rhythm=_rhythm(outlook(_editions(held), today)),
    )
    return bytes_answer(request, found.model_dump_json().encode(), max_age_s=60)


async def _series(runtime: Events, series_id: str) -> list[Entry]:
    held = await held_by(runtime.db, "series", series_id, runtime.clock())
    if not held:
        detail = "There is no series with this id; events name theirs under `series`."
        raise AppError("series_missing", Kind.MISSING, detail)
    return held


def _series_of(held: list[Entry], today: date) -> tuple[HeldSeries, ...]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for each in held:
        if each.event["series"]:
            groups[each.event["series"]["id"]].append(each)
    several = sorted(
        ((key, group) for key, group in groups.items() if len(group) > 1),
        key=lambda it: (-len(it[1]), it[0]),
    )
    return tuple(_in_short(key, group, today) for key, group in several[:MOST_SERIES])


def _in_short(key: str, group: list[Entry], today: date) -> HeldSeries:
    seen = outlook(_editions(group), today)
    following = seen.expectations[-1] if seen.expectations else None
    return HeldSeries(
        id=key,
        name=group[-1].event["series"]["name"],
        editions=len(group),
        rhythm=_rhythm(seen),
        expected=_expected(following) if following else None,
    )


def _editions(held: list[Entry]) -> list[Edition]:
    return [Edition(each.event["id"], _day(each), each.event["status"] in OFF) for each in held]


def _day(each: Entry) -> date:
    """The local day on which it begins."""
    return date.fromisoformat(each.event["starts_at"]["local"][:10])


def _rhythm(seen: Outlook) -> Rhythm | None:
    cadence = seen.cadence
    if cadence is None:
        return None
    return Rhythm(
        words=cadence.rule.words(),
        confidence=cadence.confidence,
        hits=cadence.hits,
        misses=cadence.misses,
        strays=cadence.strays,
        slack_days=cadence.rule.slack_days,
    )


def _expected(it: Expectation) -> Expected:
    return Expected(day=it.day.isoformat(), state=it.state.value, event_id=it.event_id)


def _upcoming(held: list[Entry]) -> tuple[Event, ...]:
    ahead = [each for each in held if not each.event["is_past"]][:MOST_UPCOMING]
    return tuple(Event.model_validate(each.event) for each in ahead)


def _past(each: Entry) -> PastEdition:
    place = each.event["place"] or {}
    return PastEdition(
        event_id=each.event["id"],
        title=each.event["title"],
        starts_at=each.event["starts_at"],
        city=place.get("city"),
        status=each.event["status"],
    )
