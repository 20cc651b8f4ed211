"""RRULE text to a bounded rule (RFC 5545, 3.3.10); what could run away is refused, with a reason."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import prod
from typing import Final

from services.events.ingest.parse.calendars.ical_time import IcalTime, read_value

MAX_COUNT: Final = 1000
MAX_LIST_PRODUCT: Final = 366
MAX_INTERVAL: Final = 1000
FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
WEEKDAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""As RFC 5545, 3.3.10, writes them, Monday first."""
WEEKDAYS: Final = {code: number for number, code in enumerate(WEEKDAY_CODES)}
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_OURS: Final = "GREGORIAN"
_LIMITS: Final = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYSETPOS": 366}


class RuleRefusedError(ValueError):
    """The rule is malformed, or would cost too much; the text is a stable reason code."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence by days; the time of day is always that of the first event.

    `by_day` holds (ordinal, weekday): ordinal 0 is every such weekday, Monday is 0. `until` is a naive wall
    time in the zone of the first event, inclusive.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_set_position: tuple[int, ...] = ()
    week_start: int = 0


def read_rule(text: str, start: IcalTime) -> Rule:
    """Read an RRULE.

    Raises:
        RuleRefusedError: `sub_daily_recurrence`, `recurrence_too_large` or `bad_recurrence`.
    """
    pairs = (part.upper().split("=", 1) for part in text.split(";") if "=" in part)
    parts = {name.strip(): value.strip() for name, value in pairs if value.strip()}
    _refuse_clock_lists(parts, start)
    lists = {name: _numbers(parts.get(name), limit) for name, limit in _LIMITS.items()}
    by_day = _weekdays(parts.get("BYDAY"))
    if prod(max(1, len(found)) for found in (*lists.values(), by_day)) > MAX_LIST_PRODUCT:
        raise RuleRefusedError("recurrence_too_large")
    return Rule(
        frequency=parts["FREQ"],
        interval=_bounded(parts.get("INTERVAL", "1"), MAX_INTERVAL) or 1,
        count=_count(parts.get("COUNT")),
        until=_until(parts.get("UNTIL"), start),
        by_month=lists["BYMONTH"],
        by_month_day=lists["BYMONTHDAY"],
        by_year_day=lists["BYYEARDAY"],
        by_day=by_day,
        by_set_position=lists["BYSETPOS"],
        week_start=WEEKDAYS.get(parts.get("WKST", "MO"), 0),
    )


def _refuse_clock_lists(parts: dict[str, str], start: IcalTime) -> None:
    """Refuse what repeats within a day, the rare week numbers, and other calendars."""
    if parts.get("FREQ") in {"HOURLY", "MINUTELY", "SECONDLY"}:
        raise RuleRefusedError("sub_daily_recurrence")
    # Years and months of another calendar (RFC 7529) are not counted here.
    if parts.get("FREQ") not in FREQUENCIES or "BYWEEKNO" in parts or parts.get("RSCALE", _OURS) != _OURS:
        raise RuleRefusedError("bad_recurrence")
    own = {"BYHOUR": start.wall.hour, "BYMINUTE": start.wall.minute, "BYSECOND": start.wall.second}
    for name, usual in own.items():
        # One value that repeats the start is harmless and common.
        if name in parts and _numbers(parts[name], 60) not in {(usual,), ()}:
            raise RuleRefusedError("sub_daily_recurrence")


def _count(text: str | None) -> int | None:
    """Return how many dates there are; software writes 0 or -1 for a series that is not counted."""
    return None if re.fullmatch(r"-\d{1,9}|0", text or "") else _bounded(text, MAX_COUNT)


def _bounded(text: str | None, largest: int) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,9}", text) or int(text) == 0:
        raise RuleRefusedError("bad_recurrence")
    if int(text) > largest:
        raise RuleRefusedError("recurrence_too_large")
    return int(text)


def _numbers(text: str | None, limit: int) -> tuple[int, ...]:
    items = [item.strip() for item in (text or "").split(",") if item.strip()]
    if not all(re.fullmatch(r"[+-]?\d{1,3}", item) and abs(int(item)) <= limit for item in items):
        raise RuleRefusedError("bad_recurrence")
    return tuple(sorted({int(item) for item in items}))


def _weekdays(text: str | None) -> tuple[tuple[int, int], ...]:
    found = [_BY_DAY.fullmatch(item.strip()) for item in (text or "").split(",") if item.strip()]
    if not all(found):
        raise RuleRefusedError("bad_recurrence")
    return tuple(sorted({(int(item[1] or 0), WEEKDAYS[item[2]]) for item in found if item}))


def _until(text: str | None, start: IcalTime) -> datetime | None:
    """A date-only UNTIL lasts through its day: invalid beside a timed start, and common."""
    if text is None:
        return None
    until = read_value(text.strip(), {}, {})
    if until is None:
        raise RuleRefusedError("bad_recurrence")
    if until.is_day:
        return datetime.combine(until.wall.date(), time.max)
    # A day event with UNTIL at some hour in UTC means that day.
    return until.wall + timedelta(0) if start.is_day else until.in_zone(start.zone)
