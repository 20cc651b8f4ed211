"""Meeting plans: who meets whom in which round of an event, and at which table."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, NaiveDatetime

from shared.contracts.events import Moment
from shared.contracts.imports import ExternalId
from shared.contracts.model import Answer, Request
from shared.contracts.people import PersonCard, Reason

MOST_PEOPLE = 3000
"""Who take part in one plan."""


MOST_ROUNDS = 20


class Quota(Request):
    """How many people one attendee may meet; 0 leaves them out."""

    external_id: ExternalId
    most: int = Field(ge=0, le=MOST_ROUNDS)


class NewMeetingPlan(Request):
    """Have a plan made: rounds of meetings of two, one after another."""

    starts_at: NaiveDatetime = Field(
        description="of the first round, on the event's own clock", examples=["2027-05-19T10:00"]
    )
    rounds: int = Field(5, ge=1, le=MOST_ROUNDS)
    minutes: int = Field(15, ge=3, le=120, description="of a round")
    pause: int = Field(5, ge=0, le=120, description="minutes from one round to the next")
    tables: int | None = Field(
        None, ge=1, le=MOST_PEOPLE, description="meetings at a time; null: as many as there are people for"
    )

    most: int | None = Field(
        None, ge=1, le=MOST_ROUNDS, description="meetings of a person; null: as many as there are rounds"
    )
    quotas: tuple[Quota, ...] = Field(
        (),
        max_length=MOST_PEOPLE,
        description="for some attendees another number; what they leave goes to others",
    )


class PlanMeetings(Request):
    """A plan for some of an event's people, for whoever brings them."""

    made_for: Annotated[str, Field(max_length=200)]
    person_ids: tuple[str, ...] = Field(max_length=MOST_PEOPLE)
    wish: NewMeetingPlan
    quotas: dict[str, int] = Field({}, max_length=MOST_PEOPLE, description="by person")


class PlanFigures(Answer):
    """How good a plan is, and how even. A meeting is worth the chance that both are glad of it."""

    meetings: int
    worth: float = Field(description="of all meetings together")
    bound: float = Field(description="no plan that gives nobody more meetings is worth more")
    gap: float = Field(description="how much of the bound is missed, from 0 to 1")
    least: int = Field(description="meetings of whoever has fewest")
    most: int = Field(description="meetings of whoever has most")


class Seated(Answer):
    """Somebody in a plan."""

    person_id: str
    display_name: str
    organisation: str | None = Field(None, description="as fellow attendees see it")
    external_id: str | None = Field(None, description="the partner's own")


class PlannedMeeting(Answer):
    """Two people at a table; rounds and tables count from 1."""

    round: int
    table: int
    starts_at: Moment
    ends_at: Moment
    people: tuple[Seated, Seated]


class MeetingPlan(Answer):
    """A plan; its meetings once it is ready, less those of who has left or blocked the other since."""

    id: str = Field(examples=["mpl_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    event_id: str
    state: Literal["waiting", "ready", "failed"]
    detail: str | None = Field(default=None, description="of one that failed: why, and what to do")
    wish: NewMeetingPlan
    people: int = Field(description="who take part: they agreed to be matched there")
    created_at: datetime
    published_at: datetime | None = Field(description="since when each sees their own meetings")
    figures: PlanFigures | None
    meetings: tuple[PlannedMeeting, ...]


class OwnMeeting(Answer):
    """One of my meetings at an event."""

    round: int
    table: int
    starts_at: Moment
    ends_at: Moment
    person: PersonCard
    reasons: tuple[Reason, ...]
    opener: str | None = Field(description="a question to ask, built from their own words")
