"""Accounts, sign-in, the digest and the first screen as the gateway speaks of them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import EmailStr, Field

from shared.contracts.days import Moment
from shared.contracts.events import Event
from shared.contracts.model import Answer, Request
from shared.contracts.network.connections import FollowUp
from shared.contracts.network.introductions import Introduction
from shared.contracts.people import RecommendedEvent, Suggestion


class EmailSignIn(Request):
    """Ask for a sign-in code."""

    email: EmailStr


class TokenRequest(Request):
    """Trade a code, or the token of a sign-in link, for a session."""

    email: EmailStr | None = None
    code: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None
    link_token: Annotated[str, Field(min_length=20, max_length=200)] | None = None


class Session(Answer):
    """A signed-in session; the token is shown this once."""

    token: str = Field(examples=["acs_…"])
    expires_at: datetime
    person_id: str


class DigestSettings(Request):
    """When the weekly e-mail comes, in the person's own zone."""

    weekday: int = Field(default=1, ge=1, le=7, description="ISO weekday, 1 = Monday")
    hour: int = Field(default=8, ge=0, le=23)
    frequency: Literal["weekly", "fortnightly", "monthly", "never"] = "weekly"
    paused_until: Moment | None = None


class DigestPreview(Answer):
    """The weekly e-mail as it would be sent now."""

    subject: str
    suppressed: str | None = Field(description="why it would not be sent; null when it would")
    html: str
    text: str
    events: tuple[RecommendedEvent, ...]
    people: tuple[Suggestion, ...]
    follow_ups: tuple[FollowUp, ...] = Field(description="whom to be in touch with, at most three")


class Home(Answer):
    """Everything a first screen needs; a part that could not be had is named in `degraded`."""

    going: tuple[Event, ...]
    events: tuple[RecommendedEvent, ...]
    people: tuple[Suggestion, ...]
    introductions: tuple[Introduction, ...] = Field(description="asked of me, waiting for my answer")
    follow_ups: tuple[FollowUp, ...] = Field(description="whom it is time to be in touch with, at most five")
    degraded: tuple[str, ...]
