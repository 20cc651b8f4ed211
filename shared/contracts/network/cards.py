"""A card that a person hands out: an address for those they meet, of what they chose to show there."""

from datetime import datetime
from typing import Annotated, Literal, get_args

from pydantic import Field

from shared.contracts.model import Answer, Request
from shared.contracts.people import Language, Need, Offer
from shared.kernel.ids import example_id, id_pattern

CardField = Literal[
    "headline", "organisation", "place", "bio", "skills", "needs", "offers", "values", "languages", "links",
    "email",
]  # fmt: skip
EventId = Annotated[str, Field(pattern=id_pattern("evt"), examples=[example_id("evt")])]
USUAL: tuple[CardField, ...] = ("headline", "organisation", "links")


class NewCard(Request):
    """Hand out a card."""

    fields: tuple[CardField, ...] = Field(
        USUAL, max_length=len(get_args(CardField)),
        description="what it shows beside my name, whoever may see these fields elsewhere",
    )  # fmt: skip
    event_id: EventId | None = Field(None, description="where I hand it out; an event that I go to")
    days: int = Field(2, ge=1, le=30, description="how long its address is good for")


class MyCard(Answer):
    """The card that I hand out now."""

    url: str = Field(description="its secret address, as a QR code at `/v1/me/card.svg`")
    fields: tuple[CardField, ...]
    event_id: str | None
    valid_until: datetime


class HandedCard(Answer):
    """Somebody's card, as they handed it out; what they chose not to show is empty."""

    name: str
    headline: str | None = None
    organisation: str | None = None
    place: str | None = None
    bio: str | None = None
    skills: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    offers: tuple[Offer, ...] = ()
    values: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    links: tuple[str, ...] = ()
    verified_links: tuple[str, ...] = Field((), description="of the links, those proven to be theirs")
    email: str | None = None
    event_id: str | None = Field(None, description="where it is handed out")
    valid_until: datetime


class Exchange(Request):
    """Two met, and one took the other's card: each may write to the other."""

    other_id: str
    event_id: str | None = None
