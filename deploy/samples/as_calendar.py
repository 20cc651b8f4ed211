"""The samples as iCalendar: a file per part of the world, and one of meetups with rules and exceptions."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from deploy.samples.table import Meetup, SampleEvent, slug

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def calendars(events: tuple[SampleEvent, ...], today: date) -> dict[str, bytes]:
    """Return a calendar for each part of the world with the events that iCalendar tells of."""
    by_part: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if "i" in event.feeds:
            by_part[_part(event)].extend(_entry(event, today))
    return {f"calendars/{slug(part)}.ics": _calendar(part, lines) for part, lines in by_part.items()}


def _part(event: SampleEvent) -> str:
    return event.city.timezone.partition("/")[0] if event.city else "Online"


def meetup_calendar(meetups: tuple[Meetup, ...], today: date) -> dict[str, bytes]:
    """Return the recurring meetups as one calendar."""
    lines = [line for meetup in meetups for line in _series(meetup, today)]
    return {"calendars/meetups.ics": _calendar("Community meetups", lines)}


def _calendar(name: str, lines: list[str]) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samples//EN", f"X-WR-CALNAME:{_escape(name)}"]
    return ("\r\n".join(_fold(line) for line in [*head, *lines, "END:VCALENDAR"]) + "\r\n").encode()


def _entry(event: SampleEvent, today: date) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.slug}-{event.first.year}@calendar.example",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        *_times(event),
        f"SUMMARY:{_escape(_calendar_title(event))}",
        f"DESCRIPTION:{_escape(f'<p>{event.summary}</p>')}",
        f"STATUS:{_STATUS.get(event.extra, 'CONFIRMED')}",
        f"URL:{event.url}",
        f"ORGANIZER;CN={event.organiser}:https://{slug(event.organiser)}.example",
        *_location(event),
        "END:VEVENT",
    ]


def _calendar_title(event: SampleEvent) -> str:
    if event.extra == "postponed":
        return f"POSTPONED: {event.title}"
    return event.title.replace(" and ", " &amp; ") if len(event.feeds) > 1 else event.title


def _times(event: SampleEvent) -> list[str]:
    if event.hour is None:
        after = event.last + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    zone = event.city.timezone if event.city else "Europe/London"
    start = datetime.combine(event.first, time(event.hour))
    end = datetime.combine(event.last, time(min(event.hour + 3, 23)))
    return [_wall("DTSTART", zone, start), _wall("DTEND", zone, end)]


def _location(event: SampleEvent) -> list[str]:
    if not event.city:
        return ["LOCATION:Online"]
    where = f"{event.city.venue}, {event.city.city}, {event.city.named}"
    geo = f"GEO:{event.city.lat};{event.city.lon}"
    return [f"LOCATION:{_escape(where)}", geo]


def _series(meetup: Meetup, today: date) -> list[str]:
    first, *later = _occurrences(meetup, today)
    zone = meetup.city.timezone
    skipped = [_wall("EXDATE", zone, later[meetup.skip - 1])] if meetup.skip else []
    times = [_wall("DTSTART", zone, first), "DURATION:PT2H", f"RRULE:{meetup.rule}", *skipped]
    lines = _meetup_entry(meetup, today, times, meetup.summary)
    if meetup.moved:
        old = later[meetup.moved - 1]
        moved = [
            _wall("RECURRENCE-ID", zone, old),
            _wall("DTSTART", zone, old + timedelta(days=1)),
            "DURATION:PT2H",
        ]
        lines += _meetup_entry(meetup, today, moved, f"A day later than usual. {meetup.summary}")
    return lines


def _occurrences(meetup: Meetup, today: date) -> list[datetime]:
    start = datetime.combine(today, time(meetup.hour))
    return list(rrulestr(meetup.rule, dtstart=start).xafter(start, count=8))


def _meetup_entry(meetup: Meetup, today: date, times: list[str], text: str) -> list[str]:
    where = f"{meetup.city.venue}, {meetup.city.city}, {meetup.city.named}"
    return [
        "BEGIN:VEVENT",
        f"UID:{slug(meetup.title)}@meetups.example",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        *times,
        f"SUMMARY:{_escape(meetup.title)}",
        f"DESCRIPTION:{_escape(text)}",
        f"LOCATION:{_escape(where)}",
        f"URL:https://{slug(meetup.title)}.example",
        "CATEGORIES:Meetup",
        "END:VEVENT",
    ]


def _wall(name: str, zone: str, moment: datetime) -> str:
    return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold(line: str) -> str:
    """Fold at 60 characters, safely under the 75 octets of RFC 5545 for the letters used here."""
    return "\r\n ".join(line[at : at + 60] for at in range(0, len(line), 60)) or line
