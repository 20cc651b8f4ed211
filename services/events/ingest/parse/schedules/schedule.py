"""A conference's schedule as one event with sessions, whatever it was written in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.text import one_line
from services.events.ingest.normalise.when import Found, is_plausible, read_date, to_when
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.dates.clock_words import clock_of
from services.events.ingest.parse.wire.parsed import MAX_ITEMS, Parsed
from services.events.ingest.session import Session

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
_DURATION: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,3})(?::\d\d)?")
_LATE: Final = 6
"""Before this hour, what stands under a day of the programme took place the morning after."""
_LONGEST_DAY: Final = 24 + _LATE
"""Some programmes count on after midnight: 25:30 is half past one."""
_A_DAY: Final = timedelta(days=1)
_NONE: Final = timedelta()
_MOST_PERSONS: Final = 50
_FEWEST_SESSIONS: Final = 5
_LONGEST_PROGRAMME: Final = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Programme:
    """What a schedule says of the conference as a whole, strings as found."""

    title: str | None
    starts: str | None = None
    ends: str | None = None
    timezone: str | None = None
    acronym: str | None = None
    subtitle: str | None = None
    description: str | None = None
    venue: str | None = None
    address: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    url: str | None = None
    day_change: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One session as found: `fields` are title, date, start, and duration or end; `day` is the programme's.

    Start and end are times of day, or stand in the date and the end as moments by one clock.
    """

    where: str
    day: str | None
    room: str | None
    fields: Mapping[str, str | None]
    persons: tuple[str, ...] = ()


def as_event(name: str, programme: Programme, talks: Iterable[Talk]) -> Parsed:
    """Return one listing that carries its sessions; a session without title or time is rejected by itself."""
    zone = zone_name(programme.timezone)
    records = [_session(talk, zone, programme.day_change) for talk in islice(talks, MAX_ITEMS)]
    sessions = tuple(
        sorted((each for each in records if isinstance(each, Session)), key=lambda each: each.starts)
    )
    rejected = tuple(each for each in records if isinstance(each, Rejected))
    programme = replace(programme, title=programme.title or _called_by_days(sessions))
    if not programme.title:
        return Parsed(name, (), (Rejected("schedule_without_title", "conference"), *rejected))
    return Parsed(name, (_listing(programme, sessions),), rejected)


def _called_by_days(sessions: tuple[Session, ...]) -> str | None:
    """Return a name out of the days of a programme that has none: `Programme of 19 to 21 May 2027`.

    A few sessions, or what goes on for weeks, are the list of something else.
    """
    days = sorted({date.fromisoformat(session.starts[:10]) for session in sessions})
    if len(sessions) < _FEWEST_SESSIONS or days[-1] - days[0] > _LONGEST_PROGRAMME:
        return None
    first, last = days[0], days[-1]
    until = f"{last.day} {last:%B %Y}"
    if first == last:
        return f"Programme of {until}"
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%B}"
    return f"Programme of {first.day}{month} to {until}"


def _listing(programme: Programme, sessions: tuple[Session, ...]) -> RawListing:
    days = [session.starts[:10] for session in sessions]
    starts = programme.starts if read_date(programme.starts) else min(days, default=programme.starts)
    return RawListing(
        title=programme.title,
        uid=programme.acronym or f"{programme.title}|{(starts or '')[:4]}",
        summary=programme.subtitle,
        starts=starts,
        ends=programme.ends if read_date(programme.ends) else max(days, default=None),
        timezone=programme.timezone,
        description=programme.description,
        venue=programme.venue,
        address=programme.address,
        city=programme.city,
        region=programme.region,
        country=programme.country,
        url=programme.url,
        categories=("conference",),
        sessions=sessions,
        where="conference",
    )


def _session(talk: Talk, zone: str | None, day_change: str | None) -> Session | Rejected:
    title = one_line(talk.fields.get("title"))
    if not title:
        return Rejected("session_without_title", talk.where)
    starts = _starts(talk, zone, day_change)
    if starts is None:
        return Rejected("session_without_time", talk.where, title)
    lasts = _lasts(talk.fields)
    ends = (starts + lasts).isoformat(timespec="minutes") if lasts else None
    names = tuple(name for name in (one_line(person, 200) for person in talk.persons[:_MOST_PERSONS]) if name)
    return Session(title, starts.isoformat(timespec="minutes"), ends, one_line(talk.room, 200) or None, names)


def _starts(talk: Talk, zone: str | None, day_change: str | None) -> datetime | None:
    """Return the wall time: of the session's own date, else of the programme's day and the clock."""
    own = _plausible(talk.fields.get("date"))
    clock = _CLOCK.fullmatch(talk.fields.get("start") or "")
    if own is not None and not own.is_day:
        # The clock of the programme is that of the place, whatever zone the schedule claims to be in.
        is_local = clock is not None and (int(clock[1]), int(clock[2])) == (own.wall.hour, own.wall.minute)
        return own.wall if is_local else datetime.fromisoformat(to_when(own, zone).local)
    day = own or _plausible(talk.day)
    if day is None or clock is None or int(clock[1]) >= _LONGEST_DAY or int(clock[2]) >= 60:  # noqa: PLR2004
        return None
    wall = day.wall.replace(hour=0, minute=0) + timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    if wall.date() > day.wall.date():
        return wall
    return wall + timedelta(days=1) if _is_after_midnight(wall, day_change) else wall


def _plausible(text: str | None) -> Found | None:
    found = read_date(text)
    return found if found and is_plausible(found) else None


def _is_after_midnight(wall: datetime, day_change: str | None) -> bool:
    change = _CLOCK.match(day_change or "")
    limit = (int(change[1]), int(change[2])) if change else (0, 0)
    return (wall.hour, wall.minute) < min(limit, (_LATE, 0))


def _lasts(fields: Mapping[str, str | None]) -> timedelta | None:
    """Return how long a session lasts; by the clock it may end after midnight, but not half a day later."""
    if found := _DURATION.fullmatch((fields.get("duration") or "").strip()):
        return timedelta(hours=int(found[1] or 0), minutes=int(found[2]))
    begun, over = _plausible(fields.get("date")), _plausible(fields.get("end"))
    if begun and over:
        lasts = over.wall - begun.wall - ((over.offset or _NONE) - (begun.offset or _NONE))
        return lasts if lasts > _NONE else None
    first, last = clock_of(fields.get("start")), clock_of(fields.get("end"))
    if first is None or last is None:
        return None
    lasts = timedelta(hours=last.hour - first.hour, minutes=last.minute - first.minute) % _A_DAY
    return lasts if lasts <= _A_DAY / 2 else None
