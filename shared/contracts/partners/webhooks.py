"""Webhooks of partners."""

from datetime import datetime
from typing import Literal, get_args

from pydantic import Field

from shared.contracts.model import Answer, Request

EventType = Literal["event.created", "event.updated", "event.cancelled", "event.merged"]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
PeopleType = Literal["attendance.changed", "introduction.accepted", "import.finished", "meeting_plan.ready"]
"""What is told of those whom a partner has brought, to their own webhooks alone."""
WebhookType = Literal[EventType, PeopleType]
EndpointState = Literal["active", "paused", "disabled"]
DeliveryState = Literal["pending", "delivered", "dead"]

_TYPES = (
    "what to be told; every change of an event that has no type of its own is `event.updated`. "
    "`attendance.changed`, `introduction.accepted` and `meeting_plan.ready` need a key with the scope "
    "`people`, `import.finished` one with `imports`"
)
_QUERY = (
    "only events that this query of `/v1/events` finds, and those told of before, and people at them; "
    "empty for all"
)


class NewWebhook(Request):
    """An address that wants to be told of changes."""

    url: str = Field(min_length=10, max_length=2000, examples=["https://partner.example/acquaint"])
    types: tuple[WebhookType, ...] = Field(EVENT_TYPES, min_length=1, max_length=8, description=_TYPES)
    query: str = Field("", max_length=2000, description=_QUERY, examples=["topic=data-ai&country=DE"])


class ChangeWebhook(Request):
    """What of a webhook is to be otherwise; the rest stays."""

    url: str | None = Field(None, min_length=10, max_length=2000)
    types: tuple[WebhookType, ...] | None = Field(None, min_length=1, max_length=8, description=_TYPES)
    query: str | None = Field(None, max_length=2000, description=_QUERY)
    state: Literal["active", "paused"] | None = Field(None, description="`active` also ends a disabling")
    rotate_secret: bool = Field(
        default=False, description="make a new secret; messages are signed by both for a day"
    )


class Webhook(Answer):
    """An address that is told of changes, and how it fares."""

    id: str = Field(examples=["whk_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    url: str
    types: tuple[WebhookType, ...]
    query: str
    state: EndpointState = Field(
        description="`disabled` after five days in which it took nothing, or by a 410"
    )
    secret: str | None = Field(
        None, description="shown when it is made or replaced, and never again", examples=["whsec_…"]
    )
    waiting: int = Field(description="messages that are still to be delivered")
    dead: int = Field(description="messages that were given up; they can be played again")
    failing_since: datetime | None
    last_error: str | None
    created_at: datetime


class Delivery(Answer):
    """One message to one webhook. Its id is the `webhook-id` of every attempt."""

    id: str = Field(examples=["msg_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    type: str
    event_id: str | None
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    last_outcome: str | None = Field(description="`http_500`, `timeout`, `private_address` …")
    created_at: datetime
    delivered_at: datetime | None


class Replayed(Answer):
    """How many messages that were given up are sent again."""

    messages: int
