"""People, attendance and suggestions as the API speaks of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field

from shared.contracts.events import Event
from shared.contracts.model import Answer, Request


def _in_one_line(said: object) -> object:
    return " ".join(said.split()) if isinstance(said, str) else said


InOneLine = BeforeValidator(_in_one_line)
"""What stands in one line wherever it is shown, as in the subject of a letter: breaks in it are blanks."""
Short = Annotated[str, Field(min_length=1, max_length=80)]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Link = Annotated[str, Field(pattern=r"^https?://\S{3,500}$")]


class Visibility(StrEnum):
    """Who may see a field. `match_only` may influence matching and is never shown or explained."""

    HIDDEN = "hidden"
    MATCH_ONLY = "match_only"
    MATCHES = "matches"
    ATTENDEES = "attendees"
    PUBLIC = "public"


NeedKind = Literal[
    "hire",
    "job",
    "mentor",
    "mentee",
    "invest",
    "raise",
    "buy",
    "sell",
    "cofounder",
    "speaker",
    "organiser",
    "feedback",
    "collaborate",
    "learn",
    "teach",
    "advice",
]
"""What a need or an offer is about; which need meets which offer: `services.matching.recommend`."""


class Need(Request):
    """Something a person looks for, in their own words."""

    kind: NeedKind
    text: Line
    urgency: Literal["low", "normal", "high"] = "normal"


class Offer(Request):
    """Something a person can give, in their own words."""

    kind: NeedKind
    text: Line


class Language(Request):
    """A language and how well it is spoken (CEFR)."""

    tag: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2"] = "C1"


class HomePlace(Request):
    """Where a person lives or works."""

    city: Annotated[Short, InOneLine]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None


class Profile(Request):
    """What a person says of themselves. Every list may be empty; only the name is needed."""

    display_name: Annotated[Short, InOneLine]
    headline: Annotated[str, Field(max_length=160), InOneLine] | None = None
    bio: Annotated[str, Field(max_length=4000)] | None = None
    interests: tuple[Short, ...] = Field(default=(), max_length=25, description="topic ids or free words")
    skills: tuple[Short, ...] = Field(default=(), max_length=25)
    needs: tuple[Need, ...] = Field(default=(), max_length=10)
    offers: tuple[Offer, ...] = Field(default=(), max_length=10)
    values: tuple[Short, ...] = Field(default=(), max_length=5)
    goals: tuple[Short, ...] = Field(default=(), max_length=8)
    languages: tuple[Language, ...] = Field(
        default=(),
        max_length=10,
        description="all that one can talk in, one's own too: whoever shares none is not suggested, "
        "nor is an event held in another; with none named, all count",
    )
    place: HomePlace | None = None
    timezone: str | None = Field(default=None, max_length=64, description="IANA zone name")
    seniority: Literal["junior", "mid", "senior", "lead", "executive"] | None = None
    organisation: Annotated[Short, InOneLine] | None = None
    industry: Short | None = None
    links: tuple[Annotated[str, Field(pattern=r"^https?://\S{3,500}$")], ...] = Field(
        default=(), max_length=10
    )
    visibility: dict[str, Visibility] = Field(
        default_factory=dict, description="field name to who may see it; a field not named is `attendees`"
    )


class Person(Answer):
    """A profile as its owner sees it."""

    id: str
    profile: Profile
    version: int = Field(description="grows with every change; the ETag of the document")
    updated_at: datetime


class AttendanceStatus(StrEnum):
    """How firmly a person goes."""

    INTERESTED = "interested"
    GOING = "going"


class SetAttendance(Request):
    """Say that I go. Being matched and being listed are two separate consents."""

    status: AttendanceStatus
    match: bool | None = Field(
        True, description="suggest me to people there, and people to me; null: as before, no at first"
    )
    listed: bool | None = Field(
        False,
        description="show that I go: in the list of attendees and, with `match` and a name that all may see, "
        "to people who look for whom to meet nearby; null: as before, no at first",
    )


class Attendance(Answer):
    """A person's stand on one event."""

    event_id: str
    status: AttendanceStatus
    match: bool
    listed: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)  # no model: a list has forty, each made in half of its time
class Reason:
    """Why this suggestion, in a sentence that rests on fields the reader may see."""

    kind: Annotated[
        str,
        Field(
            examples=["shared_topic", "need_offer", "offer_need", "shared_words", "same_place", "language"]
        ),
    ]
    text: str
    evidence: Annotated[tuple[str, ...], Field(description="field paths, `me.…` or `them.…`")]


class PersonCard(Answer):
    """Of another person, only what the reader may see."""

    id: str
    display_name: str
    headline: str | None
    place: str | None
    organisation: str | None
    interests: tuple[str, ...] = Field(description="labels")
    links: tuple[str, ...]
    verified_links: tuple[str, ...] = Field((), description="of the links, those proven to be theirs")


class Scope(Answer):
    """Where the suggestion holds."""

    event_id: str


class Suggestion(Answer):
    """One person shown to one person."""

    id: str
    person: PersonCard
    scope: Scope | None
    strength: Literal["strong", "good", "worth_a_try"]
    reasons: tuple[Reason, ...]
    opener: str | None = Field(description="a question to ask, built from their own words")
    by_chance: bool = Field(
        False, description="whether this week chance orders the list, so that we learn what a place is worth"
    )


class EventSuggestion(Answer):
    """One event recommended to one person, by id; the gateway joins the event itself."""

    event_id: str
    reasons: tuple[Reason, ...]
    relevant_people: str | None = Field(description="a range such as `5-9`; null when fewer than 3")


class RecommendedEvent(Answer):
    """A recommended event with its reasons."""

    event: Event
    reasons: tuple[Reason, ...]
    relevant_people: str | None


class Feedback(Request):
    """What a person thinks of a suggestion, or what came of it: they asked, it was accepted, they met."""

    suggestion_id: str
    verdict: Literal["useful", "not_now", "wrong_topic", "know_them", "hide", "asked", "accepted", "met"]


class PeopleSettings(Request):
    """How people are picked for me, in lists and in the weekly e-mail."""

    novelty: float = Field(ge=0, le=1, description="0: people like me, 1: people unlike me")


class ShownBecause(Answer):
    """One reason for which others are shown me."""

    kind: str = Field(description="as in `reasons` of a suggestion")
    field: str = Field(description="of my profile", examples=["offers"])
    text: str
    people: str = Field(description="how many were shown me for it: a range", examples=["20-49"])


class ShownToOthers(Answer):
    """Why others are shown me, over the last half-year; nothing is told of fewer than ten people."""

    people: str | None = Field(description="how many were shown me: a range; null for fewer than 10")
    because: tuple[ShownBecause, ...]


class NewBlock(Request):
    """Make two people invisible to one another, at once."""

    person_id: str


class Blocked(Answer):
    """Somebody whom a person has blocked."""

    person_id: str
    display_name: str
    created_at: datetime


class PlanRequest(Request):
    """Ask for the weekly plan of several people at once."""

    person_ids: tuple[str, ...] = Field(max_length=200)
    events_per_person: int = Field(default=3, ge=0, le=10)
    people_per_person: int = Field(default=5, ge=0, le=10)
    told: dict[str, Annotated[dict[str, AwareDatetime], Field(max_length=200)]] = Field(
        default={},
        max_length=200,
        description="by person the events that letters of a year told them of, and when last",
    )


class PersonPlan(Answer):
    """What the weekly e-mail could hold for one person."""

    person_id: str
    display_name: str
    timezone: str | None = Field(description="the zone that the person chose")
    place: HomePlace | None = Field(default=None, description="where they live, unless they hide it")
    events: tuple[EventSuggestion, ...]
    people: tuple[Suggestion, ...] = Field(description="each at an event both go to; `scope` names it")
