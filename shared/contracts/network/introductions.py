"""Introductions: one asks, the other agrees or not; a no is never told to who asked."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.model import Answer, Request
from shared.contracts.people import PersonCard, Reason

Step = Literal["accept", "decline", "withdraw", "followed"]


class NewIntroduction(Request):
    """Ask to be introduced to somebody who was suggested to me."""

    suggestion_id: Annotated[str, Field(max_length=60)]
    message: Annotated[str, Field(min_length=1, max_length=500)] = Field(
        description="why, in my words; they read it before they answer",
        examples=["You wrote of soil sensors; we have ten years of field data and would like to compare."],
    )


class ChangeIntroduction(Request):
    """Say otherwise why I would like to meet, while it waits."""

    message: Annotated[str, Field(min_length=1, max_length=500)]


class TakeStep(Request):
    """What goes with a step."""

    reply: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(
        None,
        description="with `accept` alone: when and where it suits me, or what else they read with my yes",
        examples=["Tuesday at eleven, at the coffee bar by hall 2?"],
    )


class AfterMeeting(Answer):
    """What to do after we met."""

    due_at: datetime = Field(description="a day after the event, or three days after both agreed")
    done_at: datetime | None = Field(description="when I said that I followed up")
    draft: str = Field(description="a message to begin with, from what I may see of them")


class Introduction(Answer):
    """An introduction as one of the two sees it."""

    id: str = Field(examples=["int_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    by_me: bool = Field(description="I asked; false: they asked me")
    person: PersonCard = Field(description="the other, as a fellow attendee, then as a connection")
    event_id: str | None
    event_title: str | None
    in_person: bool = Field(False, description="we met, and one took the other's card: nobody asked in words")
    message: str = Field(description="why they would like to meet; empty where we met `in_person`")
    reasons: tuple[Reason, ...] = Field(
        description="why the two of us, from what both may see of the other; while it waits"
    )
    state: Literal["waiting", "accepted", "declined", "withdrawn", "expired"] = Field(
        description="a no of theirs is never told: to me it waits, and expires"
    )
    asked_at: datetime
    expires_at: datetime = Field(
        description="seven days after it was asked, or when the event is over, where that is sooner"
    )
    with_event: bool = Field(False, description="it expires when the event is over, before seven days are")
    accepted_at: datetime | None
    reply: str | None = Field(None, description="what who was asked wrote with their yes")
    questions: tuple[str, ...] = Field(description="what to ask and listen to; once both agreed")
    opening: str | None = Field(
        None,
        description="a first message, to find a time to meet: once both agreed, until the event is over; "
        "where there is none ahead, for three days",
    )
    follow_up: AfterMeeting | None = Field(description="once both agreed")
    email: str | None = Field(None, description="of the other, once both agreed")
