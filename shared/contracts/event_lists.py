"""Lists of events: the pages of a search with its facets, and the log of what changed."""

from datetime import datetime

from pydantic import Field

from shared.contracts.events import Event
from shared.contracts.model import Answer
from shared.contracts.paging import Page


class FacetValue(Answer):
    """One value that a filter could take, and how many of the found events bear it."""

    value: str = Field(examples=["conference"])
    count: int = Field(ge=1)


class EventPage(Page[Event]):
    """A page of a search; facets only when asked for."""

    facets: dict[str, tuple[FacetValue, ...]] | None = Field(
        default=None,
        description="with `include=facets`: by `topic`, `kind`, `mode`, `country`, `language`, `free` and "
        "`month`, over all that was found, commonest first",
    )


class Change(Answer):
    """One entry of the change log; read a reason that you do not know as `updated`."""

    seq: int = Field(description="ascending without end; gaps mean nothing", examples=[1204])
    event_id: str
    reason: str = Field(
        description="`created`, `updated`, `rescheduled`, a status the event took, or a tombstone: `merged`, "
        "`withdrawn_by_publisher`",
        examples=["rescheduled"],
    )
    merged_into: str | None = Field(description="the event that stands for it from then on")
    version: int
    at: datetime
    event: Event | None = Field(description="as it is now, with `include=event`; null for a tombstone")


class ChangePage(Page[Change]):
    """A stretch of the change log."""

    resume: str = Field(
        description="give this as `after` next time, also when nothing was new", examples=["eyJzIjoxMjA0fQ"]
    )
