"""A partner's keys."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from shared.contracts.model import Answer, Request

KeyScope = Literal["imports", "keys", "people", "reports", "webhooks"]


class NewKey(Request):
    """Ask for a key beside those there are."""

    scopes: tuple[KeyScope, ...] = Field(
        min_length=1, max_length=10, description="none that the asking key lacks"
    )
    test: bool = Field(default=False, description="begin it with `ack_test_`, for scanners to tell it by")


class Key(Answer):
    """A key, without what is secret of it."""

    id: str = Field(examples=["key_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    scopes: tuple[str, ...]
    created_at: datetime
    last_used_at: datetime | None = Field(description="to the minute")
    revoked_at: datetime | None
    key: str | None = Field(
        None, description="shown when it is made, and never again", examples=["ack_live_…"]
    )
