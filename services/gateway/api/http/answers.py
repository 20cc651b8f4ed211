"""Lists that may come with a part missing."""

from pydantic import Field

from shared.contracts.model import Answer
from shared.contracts.people import RecommendedEvent, Suggestion

_DEGRADED = "services that could not be asked; when not empty, the answer is partial and not to be cached"


class RecommendedEvents(Answer):
    """Events for me."""

    items: tuple[RecommendedEvent, ...]
    next: str | None = Field(description="URL of the next page; null on the last")
    degraded: tuple[str, ...] = Field((), description=_DEGRADED)


class SuggestedPeople(Answer):
    """People to meet."""

    items: tuple[Suggestion, ...]
    next: str | None = Field(description="URL of the next page; null on the last")
    degraded: tuple[str, ...] = Field((), description=_DEGRADED)
