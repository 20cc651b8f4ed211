"""A person's own network in a mirror: what kind of people they know, and who would widen it."""

from datetime import date
from typing import Literal

from pydantic import Field

from shared.contracts.model import Answer
from shared.contracts.network.connections import TieState
from shared.contracts.people import Suggestion

DimensionName = Literal["industry", "country", "stage", "area"]


class Share(Answer):
    """People of one kind among those whom I know and who show it."""

    label: str = Field(examples=["Agriculture"])
    people: int
    share: float = Field(description="of those who show theirs, in [0, 1]")


class Gap(Answer):
    """People of a kind whom I know less than half as many of as there are."""

    label: str
    share: float = Field(description="of those whom I know")
    share_of_all: float = Field(description="of everybody here; nothing is told of fewer than ten people")


class Dimension(Answer):
    """What those whom I know are, in one respect; only what each lets me see counts."""

    name: DimensionName
    known: int = Field(description="how many of them show it to me")
    diversity: float | None = Field(
        description="1 - sum of squared shares (Blau 1977): 0 when all are alike; null for fewer than five"
    )
    shares: tuple[Share, ...] = Field(description="the eight largest")
    gaps: tuple[Gap, ...] = Field(description="the three largest; none for fewer than five")


class Quiet(Answer):
    """Somebody whom I know and have not been in touch with for long."""

    connection_id: str
    name: str
    last_contact_on: date | None
    brings: tuple[str, ...] = Field(description="in what they are unlike me and those I am in touch with")


class Bridge(Answer):
    """Somebody to meet who would widen my network."""

    suggestion: Suggestion
    brings: tuple[str, ...] = Field(
        description="what few of those I know are, nor I", examples=[["Country: Kenya"]]
    )


class Party(Answer):
    """One of two whom I could bring together."""

    connection_id: str
    name: str
    introduced_id: str | None = Field(description="the person, where both of us agreed to an introduction")
    email: str | None = None
    draft: str = Field(description="to ask them first, by themselves; it does not name the other")


class Together(Answer):
    """Two whom I know, of whom one can give what the other looks for."""

    seeker: Party
    giver: Party
    text: str = Field(description="what the one looks for and the other can give, as they let me see it")


class NetworkMirror(Answer):
    """My network as I alone see it; of more than 2,000 people, the newest."""

    people: int = Field(description="whom I know, those who are not here among them")
    members: int = Field(description="of them, those who are here; the rest show nothing to count")
    ties: dict[TieState, int]
    dimensions: tuple[Dimension, ...]
    wake: tuple[Quiet, ...] = Field(description="ties worth waking, those to unlike people first")
    bridges: tuple[Bridge, ...]
    together: tuple[Together, ...] = Field(
        description="whom I could introduce to each other: at most three pairs, nobody in two of them, "
        "none who know each other already"
    )
