"""Events that repeat by a schedule (https://schema.org/Schedule), of which OpenActive writes parts."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from services.events.ingest.normalise.when import is_plausible, read_date
from services.events.ingest.parse.calendars.ical_time import read_duration
from services.events.ingest.parse.calendars.rule import WEEKDAY_CODES
from services.events.ingest.parse.pages.jsonld_value import PREFIX, words
from services.events.ingest.parse.wire.json_path import Node
from services.events.ingest.parse.wire.json_text import Json, rows_of

_EVERY: Final = re.compile(r"P(\d{1,3})([DWM])", re.IGNORECASE)
_LETTERS: Final = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY"}
_WORDS: Final = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY"}
_CODED: Final = re.compile(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)\w{0,8}", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\d\d:\d\d(?::\d\d)?")
_A_DAY: Final = timedelta(days=1)
_MOST: Final = 20
_MOST_LEFT_OUT: Final = 200


class Repeating(NamedTuple):
    """Start, end and zone of the first date as found, and the lines of iCalendar if it repeats."""

    starts: str
    ends: str | None
    zone: str | None
    rule: str | None


def repeating(node: Node) -> Iterator[Repeating]:
    """Yield each schedule of an event that says how it repeats; what is yearly is told edition by edition.

    Of an event that tells no start, the first stands for it in any case.
    """
    plans = [plan for plan in rows_of(node.get("eventSchedule"))[:_MOST] if isinstance(plan, dict)]
    told = [(plan, every) for plan in plans if (every := _every(plan))]
    alone = [] if told or words(node.get("startDate")) else [(plan, None) for plan in plans[:1]]
    for plan, every in (*told, *alone):
        if found := _of_plan(node, plan, every):
            yield found


def _every(plan: Node) -> str | None:
    """Return how often, `FREQ=WEEKLY;INTERVAL=2`; days of the week without a word on it are of each week."""
    said = (words(plan.get("repeatFrequency")) or "").strip()
    if found := _EVERY.fullmatch(said):
        return f"FREQ={_LETTERS[found[2].upper()]};INTERVAL={int(found[1])}"
    if said:
        frequency = _WORDS.get(PREFIX.sub("", said).lower())
        return f"FREQ={frequency}" if frequency else None
    return "FREQ=WEEKLY" if _weekdays(plan) else None


def _of_plan(node: Node, plan: Node, every: str | None) -> Repeating | None:
    days, own, last = (
        _weekdays(plan),
        read_date(words(node.get("startDate"))),
        read_date(words(node.get("endDate"))),
    )
    first = own or read_date(words(plan.get("startDate")))
    if first is None or not is_plausible(first):
        return None
    clocks = tuple(_CLOCK.match(words(plan.get(key)) or "") for key in ("startTime", "endTime"))
    day = first.wall.date() if own else _first_on(first.wall.date(), days)
    starts = words(node.get("startDate")) if own and not own.is_day else None
    starts = starts or (f"{day}T{clocks[0][0]}" if clocks[0] else day.isoformat())
    begun = read_date(starts)
    if begun is None:
        return None
    in_one = own and last and timedelta(0) <= last.wall - own.wall <= _A_DAY
    ends = words(node.get("endDate")) if in_one else _end(plan, begun.wall, clocks[1])
    until = read_date(words(plan.get("endDate"))) or (None if in_one else last)
    rule = ";".join(
        (
            f"RRULE:{every}",
            *((f"BYDAY={','.join(days)}",) if days else ()),
            *_numbers(plan),
            *((f"UNTIL={until.wall:%Y%m%d}",) if until else ()),
        )
    )
    lines = "\n".join((rule, *_left_out(plan, begun.is_day))) if every else None
    return Repeating(starts, ends, words(plan.get("scheduleTimezone")), lines)


def _end(plan: Node, begun: datetime, clock: re.Match[str] | None) -> str | None:
    """Return when the first date ends: by a clock, of the next day where it is earlier, or by its length."""
    if clock is None:
        lasts = read_duration(words(plan.get("duration")))
        return (begun + lasts).isoformat() if lasts and timedelta(0) < lasts <= _A_DAY else None
    ends = f"{begun.date()}T{clock[0]}"
    found = read_date(ends)
    return f"{begun.date() + _A_DAY}T{clock[0]}" if found and found.wall < begun else ends


def _weekdays(plan: Node) -> list[str]:
    """Return the days of `byDay` as iCalendar writes them, in the week of the month that is told beside."""
    week = words(plan.get("byMonthWeek")) or ""
    nth = week if re.fullmatch(r"-?[1-5]", week) else ""
    found = (
        _CODED.fullmatch(PREFIX.sub("", words(each) or "").strip())
        for each in rows_of(plan.get("byDay"))[:_MOST]
    )
    return [f"{day[1] or nth}{day[2].upper()}" for day in found if day]


def _first_on(day: date, days: list[str]) -> date:
    """Return the first of the weekdays from a day on, which is no date itself where it is another."""
    wanted = {WEEKDAY_CODES.index(coded) for coded in days if coded in WEEKDAY_CODES}
    week = (day + timedelta(days=ahead) for ahead in range(7 if day.year < date.max.year else 1))
    return next((each for each in week if each.weekday() in wanted), day)


def _numbers(plan: Node) -> Iterator[str]:
    for key, name in (("byMonth", "BYMONTH"), ("byMonthDay", "BYMONTHDAY"), ("repeatCount", "COUNT")):
        said = [
            text
            for each in rows_of(plan.get(key))[:_MOST]
            if re.fullmatch(r"-?\d{1,4}", text := words(each) or "")
        ]
        if said:
            yield f"{name}={','.join(said)}"


def _left_out(plan: Node, is_day: bool) -> list[str]:  # noqa: FBT001 - of the dates
    return [f"EXDATE:{text}" for each in _listed(plan.get("exceptDate")) if (text := _date_of(each, is_day))]


def _listed(value: Json) -> list[Json]:
    return rows_of(value)[:_MOST_LEFT_OUT]


def _date_of(value: Json, is_day: bool) -> str | None:  # noqa: FBT001
    text = words(value)
    found = read_date(text)
    return (text[:10] if is_day else text) if text and found else None
