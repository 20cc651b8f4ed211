"""What an organiser is told of an event's suggestions. Numbers of one to nine people are withheld: null."""

from datetime import datetime

from pydantic import Field

from shared.contracts.model import Answer


class Reach(Answer):
    """How far suggestions came; both null where it were those of one to nine people."""

    suggestions: int | None
    people: int | None = Field(description="whose suggestions these are")


class Funnel(Answer):
    """From what was shown to what was of use, as people say."""

    shown: Reach
    asked: Reach
    accepted: Reach
    met: Reach
    useful: Reach


class Exposure(Answer):
    """Whether anybody was left out, among those who agreed to be matched; null where they are too few."""

    people: int | None
    never_shown: int | None = Field(description="people who were shown to nobody; null for one to nine")
    gini: float | None = Field(
        description="0: all are shown to as many; near 1: a few to all", examples=[0.28]
    )
    most: float | None = Field(description="times the average that the most shown person is shown")


class EventReport(Answer):
    """The report on an event, as of the last midnight in UTC."""

    event_id: str
    as_of: datetime
    funnel: Funnel
    exposure: Exposure
