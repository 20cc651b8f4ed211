"""One session of a conference's schedule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """A talk, workshop or other part of an event, with public names only.

    `starts` and `ends` are wall times in the event's zone (`2027-05-19T09:30`); a session after midnight
    bears the day that the calendar says, not the day of the programme it is printed under.
    """

    title: str
    starts: str
    ends: str | None = None
    room: str | None = None
    persons: tuple[str, ...] = ()
