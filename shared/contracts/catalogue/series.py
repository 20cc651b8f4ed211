"""Series and organisers: what is held again and again, by whom, and what to expect next."""

from typing import Literal

from pydantic import Field

from shared.contracts.events import Event, EventStatus, Moment, Organiser
from shared.contracts.model import Answer


class Rhythm(Answer):
    """The rule that past editions follow, with what speaks for it."""

    words: str = Field(examples=["second Tuesday of the month, not in August"])
    confidence: float = Field(ge=0, le=1, description="how far it is to be believed")
    hits: int = Field(description="editions on the rule")
    misses: int = Field(description="days of the rule without an edition that we know of")
    strays: int = Field(description="editions beside the rule")
    slack_days: int = Field(
        default=0, description="by how many days an edition may miss its day and be on it"
    )


class Expected(Answer):
    """A day on which an edition is to be expected by the rule. It is no event until somebody announces it."""

    day: str = Field(description="local calendar day", examples=["2027-05-11"])
    state: Literal["expected", "confirmed", "withdrawn"] = Field(
        description="`confirmed` by an edition near its day, `withdrawn` when the day went by without one"
    )
    event_id: str | None = Field(description="the edition that was announced, or called off")


class PastEdition(Answer):
    """An edition that is over."""

    event_id: str
    title: str
    starts_at: Moment
    city: str | None
    status: EventStatus


class Series(Answer):
    """What is held again and again under one name."""

    id: str = Field(examples=["ser_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    name: str
    rhythm: Rhythm | None = Field(description="null where too little is known to tell")
    expected: tuple[Expected, ...] = Field(description="oldest first; only the last may still be open")
    upcoming: tuple[Event, ...]
    past: tuple[PastEdition, ...] = Field(description="newest first, 100 at most")


class HeldSeries(Answer):
    """A series of an organiser, in short."""

    id: str
    name: str
    editions: int
    rhythm: Rhythm | None
    expected: Expected | None


class OtherName(Answer):
    """Another name or page of an organiser, and why it is taken for theirs."""

    id: str
    name: str
    url: str | None
    because: str | None = Field(
        examples=["their pages name each other"], description="null: see the other one"
    )


class OrganiserPage(Answer):
    """Who holds events: a community, an association, a company; and what they hold."""

    organiser: Organiser
    also: tuple[OtherName, ...] = Field(description="what else they are known as; 50 at most")
    upcoming: tuple[Event, ...] = Field(description="soonest first, 100 at most")
    past: int = Field(description="events of theirs that are over, as far as they are known")
    series: tuple[HeldSeries, ...]
    rhythm: Rhythm | None = Field(description="of all that they hold together")
