"""Saved searches as the gateway speaks of them."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from shared.contracts.model import Answer, Request

Alerts = Literal["at_once", "daily", "weekly", "none"]

_ALERTS = (
    "when to be told by e-mail of what is new and of what changed: `at_once` (bundled, once an hour at "
    "most), `daily`, `weekly` (inside the weekly e-mail), `none`"
)
_QUERY = "the query string of `/v1/events`; empty for all events"


class NewSavedSearch(Request):
    """A search to keep and to be told of."""

    name: str = Field(min_length=1, max_length=100, examples=["Rust near Berlin"])
    query: str = Field(max_length=2000, description=_QUERY, examples=["q=rust&near=Berlin&radius_km=100"])
    alerts: Alerts = Field("daily", description=_ALERTS)


class ChangeSavedSearch(Request):
    """What of a saved search is to be otherwise; the rest stays. Another query begins anew."""

    name: str | None = Field(None, min_length=1, max_length=100)
    query: str | None = Field(None, max_length=2000, description=_QUERY)
    alerts: Alerts | None = Field(None, description=_ALERTS)


class SavedSearch(Answer):
    """A search that somebody keeps, with the addresses by which programs follow it."""

    id: str = Field(examples=["sav_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    name: str
    query: str = Field(description=_QUERY)
    alerts: Alerts = Field(description=_ALERTS)
    waiting: int = Field(description="events of which the next alert will tell")
    problem: str | None = Field(
        None,
        description="why it can be read no more and so finds nothing, such as a place no longer known, "
        "and what to do; null where it can",
    )
    events_url: str
    calendar_url: str
    rss_url: str
    json_feed_url: str
    created_at: datetime
    updated_at: datetime
