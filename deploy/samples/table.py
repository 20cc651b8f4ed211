"""The sample events as written down in the tables beside this file, dated relative to a given day."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from re import sub

from shared.text import fold

HERE = Path(__file__).parent
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SPREAD = 1.35
"""The tables count 40 weeks; stretched by this they fill the coming twelve months."""


@dataclass(frozen=True, slots=True)
class City:
    """A city of the samples; `named` is its country as a careless feed writes it."""

    city: str
    region: str
    country: str
    named: str
    timezone: str
    lat: float
    lon: float
    venue: str


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """One invented event. `hour` is None for one of whole days; `city` is None for one online only.

    `feeds` holds a letter for each format that tells of it: c confs.tech, a agenda, i iCalendar, r RSS or
    Atom, j JSON-LD. `extra` is "cancelled", "postponed", "moved" or "".
    """

    title: str
    kind: str
    first: date
    last: date
    hour: int | None
    city: City | None
    mode: str
    feeds: str
    group: str
    organiser: str
    price: str
    cfp_closes: date | None
    extra: str
    summary: str

    @property
    def slug(self) -> str:
        """The title as a word for an address."""
        return slug(self.title)

    @property
    def url(self) -> str:
        """The event's own invented page; distinct for each edition."""
        return f"https://{self.slug}.example/{self.first.year}"


@dataclass(frozen=True, slots=True)
class Meetup:
    """A meetup that recurs by an RFC 5545 rule; `skip` and `moved` count its occurrences from one."""

    title: str
    rule: str
    hour: int
    city: City
    group: str
    organiser: str
    skip: int | None
    moved: int | None
    summary: str


def slug(text: str) -> str:
    """Write a text with the letters and digits an address may hold."""
    return sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def cities() -> dict[str, City]:
    """Return the cities by name."""
    return {
        row["city"]: City(**{**row, "lat": float(row["lat"]), "lon": float(row["lon"])})  # type: ignore[arg-type]
        for row in _rows("cities.csv")
    }


def events(today: date) -> tuple[SampleEvent, ...]:
    """Return every single event, the soonest a few weeks after `today`."""
    known = cities()
    return tuple(_event(row, known, today) for row in _rows("events.csv"))


def meetups() -> tuple[Meetup, ...]:
    """Return the recurring meetups."""
    known = cities()
    return tuple(_meetup(row, known) for row in _rows("meetups.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def _event(row: dict[str, str], known: dict[str, City], today: date) -> SampleEvent:
    first = _day(today, float(row["week"]) - 4, row["weekday"])
    word, _, weeks = row["extra"].partition("=")
    return SampleEvent(
        title=row["title"],
        kind=row["kind"],
        first=first,
        last=first + timedelta(days=int(row["days"] or 1) - 1),
        hour=int(row["hour"]) if row["hour"] else None,
        city=known[row["city"]] if row["city"] else None,
        mode=row["mode"],
        feeds=row["feeds"],
        group=row["group"],
        organiser=row["organiser"],
        price=row["price"],
        cfp_closes=_cfp_closes(today, float(weeks) + 1, first) if word == "cfp" else None,
        extra="" if word == "cfp" else word,
        summary=row["summary"],
    )


def _cfp_closes(today: date, week: float, first: date) -> date:
    """Return the Sunday of a week, or the one that is two weeks before the event where that is sooner."""
    return min(_day(today, week, "Sun"), first - timedelta(days=first.weekday() + 15))


def _day(today: date, week: float, weekday: str) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=round(week * SPREAD), days=WEEKDAYS.index(weekday))


def _meetup(row: dict[str, str], known: dict[str, City]) -> Meetup:
    return Meetup(
        title=row["title"],
        rule=row["rule"],
        hour=int(row["hour"]),
        city=known[row["city"]],
        group=row["group"],
        organiser=row["organiser"],
        skip=int(row["skip"]) if row["skip"] else None,
        moved=int(row["moved"]) if row["moved"] else None,
        summary=row["summary"],
    )
