"""Attendees whom a partner brings, line by line, and what became of each line."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.model import Answer, Request
from shared.contracts.people import AttendanceStatus, PersonCard, Profile, Suggestion

ImportKind = Literal["people", "attendance", "events"]
ImportState = Literal["waiting", "finished", "failed"]
LineOutcome = Literal["waiting", "accepted", "rejected"]
GroupName = Annotated[str, Field(min_length=1, max_length=60, examples=["mentors"])]
ExternalId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]


class StandStatus(StrEnum):
    """How a partner knows somebody to stand on an event."""

    GOING = "going"
    INTERESTED = "interested"
    NOT_GOING = "not_going"


class Stand(Request):
    """A person's stand on an event, as a partner knows it. No consent is assumed: both are the person's.

    A consent that a line leaves open stays as an earlier line told it, no where none did.
    """

    status: StandStatus = Field(
        StandStatus.GOING,
        description="`not_going` takes back that they come; nothing is kept of who was never brought",
    )
    match: bool | None = None
    listed: bool | None = None
    event_id: str = Field(max_length=60, pattern="^[a-z0-9_]+$")
    groups: tuple[GroupName, ...] | None = Field(
        None,
        max_length=10,
        description="what you call them by there, such as a kind of ticket; null: as before",
    )


class PersonLine(Request):
    """One line of `kind=people`."""

    external_id: ExternalId
    email: str = Field(min_length=3, max_length=254)
    profile: Profile
    attendance: Stand | None = None


class AttendanceLine(Request):
    """One line of `kind=attendance`: somebody brought before."""

    external_id: ExternalId
    attendance: Stand


class Import(Answer):
    """A file of lines on its way. A dry run looks at every line and keeps nothing."""

    id: str = Field(examples=["imp_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    kind: ImportKind
    dry_run: bool
    state: ImportState
    lines: int
    accepted: int
    rejected: int
    created_at: datetime
    finished_at: datetime | None
    detail: str | None = Field(default=None, description="of one that failed: why, and what to do")


class ImportLine(Answer):
    """What became of one line; the first is 1, in CSV the one after the header is 2."""

    line: int
    external_id: str | None
    outcome: LineOutcome
    detail: str | None = Field(description="why it was rejected, and what to do")


class Attendee(Answer):
    """Somebody at an event, as others there see them."""

    person: PersonCard
    status: AttendanceStatus
    match: bool
    listed: bool


class PartnersAttendee(Attendee):
    """An attendee whom the partner brought, under the partner's own id."""

    external_id: str


class ListsRequest(Request):
    """Ask whom several people could meet at one event."""

    person_ids: tuple[str, ...] = Field(max_length=100)
    each: int = Field(default=10, ge=1, le=20)


class PersonList(Answer):
    """Whom one person could meet at the event."""

    person_id: str
    people: tuple[Suggestion, ...]


class AttendeesList(Answer):
    """Whom an attendee could meet, to be shown to them alone."""

    external_id: str
    person_id: str
    people: tuple[Suggestion, ...]
