"""Meeting plans: who meets whom in which round of an event, and at which table."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, NaiveDatetime, WithJsonSchema, model_validator

from shared.contracts.events import Moment
from shared.contracts.model import Answer, Request
from shared.contracts.partners.attendees import ExternalId, GroupName
from shared.contracts.people import PersonCard, Reason

MOST_PEOPLE = 3000
"""Who take part in one plan."""
MOST_ROUNDS = 20
MOST_AT_TABLE = 8


class Quota(Request):
    """In how many rounds one attendee takes part; `most` of 0 leaves them out."""

    external_id: ExternalId
    most: int | None = Field(None, ge=0, le=MOST_ROUNDS, description="null: as anybody else")
    least: int = Field(0, ge=0, le=MOST_ROUNDS, description="rather than others, where seats are few")

    @model_validator(mode="after")
    def _bounds_fit(self) -> Self:
        if self.most is not None and self.least > self.most:
            raise ValueError("`least` is more than `most`: ask for no more than you allow")
        return self


class AttendeeGroup(Request):
    """Some attendees of whom others are to meet enough: mentors, hosts, buyers."""

    name: GroupName
    external_ids: tuple[ExternalId, ...] = Field(
        (),
        max_length=MOST_PEOPLE,
        description="none: those who were brought with this name among their `attendance.groups`",
    )
    at_each_table: int = Field(0, ge=0, le=MOST_AT_TABLE, description="at least so many of them")
    met_by_each: int = Field(
        0, ge=0, le=MOST_ROUNDS, description="everybody else meets at least so many of them over all rounds"
    )


LocalTime = Annotated[
    NaiveDatetime,
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$"}),
]
"""Described as a text: the `date-time` of JSON Schema needs a zone (RFC 3339), which is refused here."""


class NewMeetingPlan(Request):
    """Have a plan made: rounds of meetings at tables, one after another."""

    starts_at: LocalTime = Field(
        description="of the first round, on the event's own clock", examples=["2027-05-19T10:00"]
    )
    rounds: int = Field(5, ge=1, le=MOST_ROUNDS)
    minutes: int = Field(15, ge=3, le=120, description="of a round")
    pause: int = Field(5, ge=0, le=120, description="minutes from one round to the next")
    table_size: int = Field(2, ge=2, le=MOST_AT_TABLE, description="people at a table, at most")
    tables: int | None = Field(
        None, ge=1, le=MOST_PEOPLE, description="meetings at a time; null: as many as there are people for"
    )
    most: int | None = Field(
        None, ge=1, le=MOST_ROUNDS, description="meetings of a person; null: as many as there are rounds"
    )
    among: GroupName | None = Field(
        None,
        exclude_if=lambda it: (
            it is None
        ),  # as the release before, which knows no such field, writes and reads it
        examples=["VIP"],
        description="only those brought with this name among their `attendance.groups`; null: all",
    )
    quotas: tuple[Quota, ...] = Field(
        (),
        max_length=MOST_PEOPLE,
        description="for some attendees another number; what they leave goes to others",
    )
    groups: tuple[AttendeeGroup, ...] = Field((), max_length=5)

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        for group in self.groups:
            if not group.at_each_table + group.met_by_each:
                raise ValueError(
                    f"say how many {group.name} are wanted, at each table (`at_each_table`) or met by "
                    "everybody else (`met_by_each`)"
                )
            if group.at_each_table > self.table_size:
                raise ValueError(f"a table of {self.table_size} has no {group.at_each_table} {group.name}")
        names = [group.name.casefold() for group in self.groups]
        if len(set(names)) < len(names):
            raise ValueError("two groups have one name: call them differently")
        most = self.most or self.rounds
        for quota in self.quotas:
            if quota.least > (self.rounds if quota.most is not None else min(most, self.rounds)):
                raise ValueError(f"`least` of {quota.external_id} is more than there are rounds for them")
        return self


class PlanMeetings(Request):
    """A plan for some of an event's people, for whoever brings them."""

    made_for: Annotated[str, Field(max_length=200)]
    person_ids: tuple[str, ...] = Field(max_length=MOST_PEOPLE)
    wish: NewMeetingPlan
    quotas: dict[str, int] = Field({}, max_length=MOST_PEOPLE, description="`most`, by person")
    least: dict[str, int] = Field({}, max_length=MOST_PEOPLE, description="by person")
    groups: tuple[tuple[str, ...], ...] = Field(
        (), max_length=5, description="the people of each of the wish's"
    )


class MissingOf(Answer):
    """What is missing of a group, for those who must not meet, say."""

    group: str | None = Field(description="its name; null: of rounds that attendees were to take part in")
    tables: int = Field(description="that have fewer of it than asked for")
    people: int = Field(description="who meet fewer of it than asked for, or take part too seldom")


class PlanFigures(Answer):
    """How good a plan is, and how even. A meeting is worth the chance that both are glad of it."""

    meetings: int
    worth: float = Field(description="of all meetings together")
    bound: float = Field(description="no plan that gives nobody more meetings is worth more")
    gap: float = Field(description="how much of the bound is missed, from 0 to 1")
    least: int = Field(description="meetings of whoever has fewest")
    most: int = Field(description="meetings of whoever has most")
    fewest_met: int | None = Field(None, description="others whom somebody meets, of whoever meets fewest")
    most_met: int | None = Field(None, description="others whom somebody meets, of whoever meets most")
    twice: int = Field(0, description="pairs who meet once more")
    missing: tuple[MissingOf, ...] = Field((), description="what was asked for and can't be had")


class Seated(Answer):
    """Somebody in a plan."""

    person_id: str
    display_name: str
    organisation: str | None = Field(None, description="as fellow attendees see it")
    external_id: str | None = Field(None, description="the partner's own")


class PlannedMeeting(Answer):
    """People at a table; rounds and tables count from 1."""

    round: int
    table: int
    starts_at: Moment
    ends_at: Moment
    people: tuple[Seated, ...] = Field(description="two and more")


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
    agreed_since: int | None = Field(
        None,
        description="who would take part if it were planned anew and do not: they came, or agreed to be "
        "matched, since; null: nobody can tell yet",
    )
    meetings: tuple[PlannedMeeting, ...]


class TableMate(Answer):
    """Somebody at my table."""

    person: PersonCard
    reasons: tuple[Reason, ...]
    opener: str | None = Field(description="a question to ask, built from their own words")


class OwnMeeting(Answer):
    """One of my meetings at an event."""

    round: int
    table: int
    starts_at: Moment
    ends_at: Moment
    people: tuple[TableMate, ...] = Field(description="whom I meet")


class ListedRequest(Request):
    """Ask who of those planned for agreed to be listed at one event."""

    person_ids: tuple[str, ...] = Field(max_length=MOST_PEOPLE)


class ListedThere(Answer):
    """Those of the people asked for who did, and who agreed to be matched."""

    person_ids: frozenset[str]
    matched: frozenset[str] = frozenset()


class Unplanned(Answer):
    """Who agreed to be matched at a plan's event and takes no part in it; of them those who are listed."""

    person_ids: frozenset[str]
    listed: frozenset[str]
