"""What a person says of two listings or two organisers, and the pairs to be asked of."""

from pydantic import Field

from shared.contracts.events import Moment
from shared.contracts.model import Answer, Request


class PairVerdict(Request):
    """Whether two listings tell of one event."""

    listing_ids: tuple[str, str] = Field(
        examples=[["lst_01jd3c9m8q7v0w1x2y3z4a5b6c", "lst_01jd3c9m8q7v0w1x2y3z4a5b6d"]]
    )
    same: bool | None = Field(
        description="whether they tell of one event; null takes back what was said before"
    )


class NewVerdict(PairVerdict):
    """What a person says of two listings."""

    said_by: str = Field(min_length=1, max_length=200, examples=["acc_01jd3c9m8q7v0w1x2y3z4a5b6c"])


class NewOrganiserVerdict(Request):
    """What a person says of two organisers."""

    organiser_ids: tuple[str, str] = Field(
        examples=[["org_01jd3c9m8q7v0w1x2y3z4a5b6c", "org_01jd3c9m8q7v0w1x2y3z4a5b6d"]]
    )
    same: bool | None = Field(description="whether they are one; null takes back what was said before")
    said_by: str = Field(min_length=1, max_length=200, examples=["acc_01jd3c9m8q7v0w1x2y3z4a5b6c"])


class OrganiserVerdictDone(Answer):
    """What came of it."""

    are_one: bool = Field(description="whether the two are found under one id now")


class VerdictDone(Answer):
    """How many events a verdict made, changed, and merged into others."""

    created: int
    updated: int
    merged: int
    event_ids: tuple[str, ...] = Field(
        default=(), description="of what the two tell of now, in their order; none where one is gone since"
    )


class DoubtListing(Answer):
    """One side of a doubt."""

    listing_id: str
    event_id: str
    source_id: str
    title: str
    starts_at: Moment
    city: str | None
    url: str | None
    venue: str | None = None
    source_title: str | None = None


class Doubt(Answer):
    """Two listings of which a person should say whether they tell of one event."""

    listings: tuple[DoubtListing, DoubtListing]
    probability: float = Field(description="that they are one event, from 0 to 1")
    because: str
