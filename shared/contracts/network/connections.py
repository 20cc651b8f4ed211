"""Whom I know: what passed between us, what was promised, when to be in touch; seen by its owner alone."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import EmailStr, Field

from shared.contracts.days import Day
from shared.contracts.model import Answer, Request
from shared.contracts.people import Link, PersonCard, Short

MeetingKind = Literal["met", "call", "message"]
How = Literal["introduced", "met", "known", "added", "imported"]
TieState = Literal["new", "warm", "cooling", "dormant", "unknown"]
FollowUpKind = Literal["my_promise", "after_meeting", "their_promise", "keep_in_touch"]
URGENCY: Sequence[FollowUpKind] = get_args(FollowUpKind)
"""What to remind of first."""
Headline = Annotated[str, Field(max_length=160)]
Notes = Annotated[str, Field(max_length=4000)]
EveryDays = Annotated[int, Field(ge=7, le=730, description="be in touch this often; null: no reminders")]


class NewConnection(Request):
    """Note somebody whom I know and who need not be here; nobody is told, and nobody is shown them."""

    name: Short
    headline: Headline | None = None
    organisation: Short | None = None
    email: EmailStr | None = None
    link: Link | None = None
    notes: Notes = ""
    every_days: EveryDays | None = 90
    met_on: Day | None = Field(None, description="when we met, if we did")


class ChangeConnection(Request):
    """Change what I keep of somebody; what is not sent stays, null empties a field."""

    name: Short | None = None
    headline: Headline | None = None
    organisation: Short | None = None
    email: EmailStr | None = None
    link: Link | None = None
    notes: Notes | None = None
    every_days: EveryDays | None = None


class NewMeeting(Request):
    """Note that we met, called or wrote."""

    kind: MeetingKind = "met"
    day: Day | None = Field(None, description="today, if not given; never later")
    notes: Annotated[str, Field(max_length=1000)] = Field("", description="what they spoke of and asked for")


class NewPromise(Request):
    """Note what one of us promised the other."""

    by_me: bool = Field(True, description="I promised; false: they did")
    text: Annotated[str, Field(min_length=1, max_length=300)]
    due_on: Day | None = Field(None, description="null: reminded of in a week, of theirs in two")


class Snooze(Request):
    """Be reminded later."""

    days: int = Field(7, ge=1, le=365)


class Meeting(Answer):
    """One time that we were in touch."""

    id: str = Field(examples=["mtg_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    kind: MeetingKind
    day: date
    notes: str


class Promise(Answer):
    """What one of us promised the other."""

    id: str = Field(examples=["prm_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    by_me: bool
    text: str
    made_on: date
    due_on: date | None
    kept_on: date | None


class Connection(Answer):
    """Somebody whom I know, as I see them and as I keep them."""

    id: str = Field(examples=["tie_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    how: How = Field(
        description="how they came here: by an introduction, an answer to a suggestion, or by me"
    )
    name: str = Field(description="as they show it to me; of somebody who is not here, as I wrote it")
    person: PersonCard | None = Field(description="null: they are not here, or have left")
    headline: str | None
    organisation: str | None
    email: str | None = Field(description="of who was introduced to me, or as I wrote it")
    link: str | None
    event_id: str | None = Field(description="where we met")
    event_title: str | None
    since: date
    last_contact_on: date | None
    strength: float | None = Field(
        description="sum of what passed between us, halved with every `every_days` (or 90): a meeting 1, "
        "a call 0.8, an introduction 0.6, a message 0.4; null: nothing is noted"
    )
    state: TieState = Field(
        description="new: for 30 days; warm: strength 0.5 and more; dormant: nothing for three years"
    )
    every_days: int | None
    next_on: date | None = Field(description="when to be in touch")
    notes: str
    meetings: tuple[Meeting, ...] = Field(description="the newest first")
    promises: tuple[Promise, ...] = Field(description="open ones first")


class FollowUp(Answer):
    """Whom to be in touch with, why, and how to begin."""

    id: str = Field(examples=["fup_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    connection_id: str
    name: str
    introduced_id: str | None = Field(description="the person, where both agreed to an introduction")
    email: str | None
    kind: FollowUpKind
    due_on: date
    reason: str = Field(description="where we met, what was promised, how long it has been")
    draft: str = Field(description="a message to begin with, from what I may see of them")
    meet_at: str | None = Field(
        description="title of the next event that both of us go to, where they tell so"
    )


class DueRequest(Request):
    """Ask what the weekly e-mails of several people should remind of."""

    person_ids: tuple[str, ...] = Field(max_length=200)


class DueFollowUps(Answer):
    """What one weekly e-mail reminds of."""

    person_id: str
    items: tuple[FollowUp, ...] = Field(description="at most three: own promises first")
    more: int = Field(description="to how many other people one could write")
    are_fresh: bool = Field(False, description="one of them is due within a week: worth a letter by itself")
