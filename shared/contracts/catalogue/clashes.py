"""The clash finder: what a new event would compete with, week by week."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from shared.contracts.days import Day
from shared.contracts.events import EventKind, Mode
from shared.contracts.model import Answer, Request

_FROM_YEAR, _TO_YEAR = 1900, 2200


def _within_calendars(day: date) -> date:
    if not _FROM_YEAR <= day.year < _TO_YEAR:
        raise ValueError("choose a day from 1900-01-01 to 2199-12-31")
    return day


PlannedDay = Annotated[Day, AfterValidator(_within_calendars)]
"""A day that calendars reach beyond, by a year of weeks."""


class RivalEvent(Answer):
    """An event of the same week that could draw the same people."""

    id: str = Field(examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    title: str
    city: str | None
    first_day: date
    last_day: date
    closeness: float = Field(gt=0, le=1, description="1: the same topic; less: only the same area")
    expected_of: str | None = Field(
        default=None,
        description="series of which this is an edition that is expected, unconfirmed: nobody announced it, "
        "and `id` is that of the edition before",
        examples=["ser_01jd3c9m8q7v0w1x2y3z4a5b6c"],
    )


class WeekOfClashes(Answer):
    """One week, from Monday on."""

    week: str = Field(description="ISO 8601 week", examples=["2027-W05"])
    starts_on: date
    count: int = Field(description="events that touch the week")
    expected: int = Field(default=0, description="how many of these are only expected, unconfirmed")
    weight: float = Field(
        description="their closeness together, of what is only expected half: the competition"
    )
    days: tuple[int, ...] = Field(
        min_length=7,
        max_length=7,
        description="events on each day, Monday first",
        examples=[[0, 1, 2, 0, 0, 0, 0]],
    )
    events: tuple[RivalEvent, ...] = Field(description="the five closest")


class Clashes(Answer):
    """All weeks in order, and the three quietest of them, the quietest first."""

    weeks: tuple[WeekOfClashes, ...]
    quietest: tuple[str, ...] = Field(examples=[["2027-W07", "2027-W05", "2027-W10"]])


class ClashQuery(Request):
    """An event that is being planned."""

    topic: tuple[str, ...] = Field(default=(), max_length=20, description="what it is about; see /v1/topics")
    near: Annotated[str, Field(max_length=100)] | None = Field(default=None, description="where it is to be")
    radius_km: float | None = Field(default=None, gt=0, le=2000, description="with `near`; 50 when not given")
    country: Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")] | None = None
    kind: tuple[EventKind, ...] = Field(default=(), max_length=9)
    mode: Mode | None = None
    weeks: int = Field(default=12, ge=1, le=52)
    first: PlannedDay | None = Field(
        default=None, alias="from", description="a day of the first week; today if not given"
    )
