"""Before one meets somebody whom one knows: what was noted, what is new with them, and what to ask."""

from datetime import date

from pydantic import Field

from shared.contracts.model import Answer
from shared.contracts.network.connections import Meeting, Promise
from shared.contracts.people import PersonCard, Reason


class Traced(Answer):
    """A sentence and the field of theirs that it rests on, which I may see."""

    text: str
    evidence: str = Field(examples=["them.needs[0]"])


class Brief(Answer):
    """What to know before I meet one of my connections."""

    connection_id: str = Field(examples=["tie_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    name: str
    person: PersonCard | None = Field(description="null: they are not here, or have left")
    event_id: str | None = Field(description="where we meet: as asked for, else the next that we both go to")
    event_title: str | None
    last_contact_on: date | None
    last_meeting: Meeting | None = Field(description="the last noted, with what we spoke of")
    notes: str
    promises: tuple[Promise, ...] = Field(description="those still open, of both of us")
    news: tuple[Traced, ...] = Field(description="what they say since we were last in touch")
    reasons: tuple[Reason, ...] = Field(
        description="what connects us, the most surprising first; what I can offer them among it"
    )
    needs: tuple[Traced, ...] = Field(description="what they look for")
    questions: tuple[Traced, ...] = Field(description="at most three, each from their own words")
