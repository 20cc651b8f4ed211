"""A time of day as people write it: `19:30`, `7:30 pm`, `19h30`, `19.30 Uhr`, `from 7-9pm`, `noon`."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

_HALF: Final = r"(?:\s*:)?\s*(?:(?P<{0}>[ap])\.?\s?m\b\.?|uhr\b|uur\b|hr?s?\b\.?)"
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    rf"(?:{_HALF.format('half')})?|{_HALF.format('bare_half')})"
    r"|(?P<exact>\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+\d\d:?\d\d)|\d\d:\d\d:\d\d(?:\.\d+)?-\d\d:?\d\d)"
    r"|(?P<name>(?:12 )?(?:noon|midday|mittags|midi|mediod[ií]a))",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(
    r"(?:uk|us|local|pacific|eastern|central|european) time|utc|gmt|ces?t|[ecmp][sd]?t|bst|ist|hne|hae",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\d{1,2}(?:[:.]\d\d)?")
_DASH: Final = re.compile(
    r"\s*(?:-{1,3}|[–—~～〜]|\bto\b|\buntil\b|\btill?\b|\bbis\b|\btot\b|\bà\b|\bas\b|\bàs\b|\balle\b|\bdo\b|\btil\b"
    r"|\ba\b(?!\.?\s?m\b))\s*",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"(?:(?:from|at|starts?|starting|begins?|doors(?: open)?|ab|um|von|de|desde|dès|dalle|ore|alle"
    r"|klo?|om|od|vanaf|beginn|start|aanvang|début|inicio|inizio|godz|hodin|v|as|às|à|a)\b[.:]?"
    r"\s*(?:(?:at|las|le|um|partir de)\s+)?)?(?P<clocks>\d.*?)"
    r"(?:,?\s*(?:start|sharp|onwards?|prompt|s\.\s?t\.|(?P<quarter>c\.\s?t\.)|\([^()]{0,40}\)))?",
    re.IGNORECASE,
)
"""What a field says beside its time: `from 7pm`, `19:00 onwards`, `18 Uhr c.t.`, a quarter past six."""
_QUARTER: Final = timedelta(minutes=15)
_ANY_DAY: Final = date(2027, 5, 19)
_NOON: Final = 12
_LONGEST: Final = 60


def clock_of(text: str | None) -> time | None:
    """Return the time of day that the whole text is, with its offset from UTC if told, else None.

    `18:00-07:00` is a span of time, `18:00:00-07:00` and `18:00+07:00` are times with an offset.
    """
    found = _CLOCK.fullmatch((text or "").strip()[:_LONGEST])
    return _time(found) if found else None


def is_zone(words: str) -> bool:
    """Tell words that name a zone and nothing else: `UK time`, `CET`."""
    return _ZONE.fullmatch(words.strip(" ()")) is not None


def without_zone(words: str) -> str:
    """Return what stands where a place could, without a zone that belongs to the clock before it."""
    first, _, rest = words.partition(" | ")
    return rest.strip() if is_zone(first) else words


def clocks_of(text: str | None) -> tuple[time | None, time | None]:
    """Return start and end of a range of times, or a time alone; both are None for anything else."""
    found = _BESIDE.fullmatch((text or "").strip()[:_LONGEST])
    first, last = _range(found["clocks"] if found else (text or "").strip()[:_LONGEST])
    return (_quarter_past(first) if first and found and found["quarter"] else first), last


def _range(value: str) -> tuple[time | None, time | None]:
    if alone := clock_of(value):
        return alone, None
    first, *rest = _DASH.split(value, maxsplit=1)
    last = clock_of(rest[0]) if rest else None
    if last is None:
        return None, None
    half = re.search(r"(?:[ap]\.?\s?m\.?|uhr|uur|h)$", rest[0].strip(), re.IGNORECASE)
    # In "7-9pm" the half of the day is said once, for both, as is the hour in "18 bis 20 Uhr".
    same_half = clock_of(f"{first} {half[0]}") if half and _BARE.fullmatch(first) else None
    starts = same_half if same_half and same_half < last else clock_of(first) or _in_other_half(first, half)
    if starts is None:
        return None, None
    zone = starts.tzinfo or last.tzinfo
    return starts.replace(tzinfo=zone), last.replace(tzinfo=zone)


def _quarter_past(clock: time) -> time:
    return (datetime.combine(_ANY_DAY, clock) + _QUARTER).timetz()


def _in_other_half(hour: str, half: re.Match[str] | None) -> time | None:
    """Return a bare hour in the half of the day before that of the end, `11-1pm`."""
    other = {"a": "pm", "p": "am"}.get(half[0][0].lower()) if half and _BARE.fullmatch(hour) else None
    return clock_of(f"{hour} {other}") if other else None


def _time(found: re.Match[str]) -> time | None:
    if found["name"]:
        return time(_NOON)
    if found["exact"]:
        return _exact(found["exact"])
    hour, half = int(found["hour"]), (found["half"] or found["bare_half"] or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            half = ""
        hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None


def _exact(text: str) -> time | None:
    try:
        return time.fromisoformat(text.upper())
    except ValueError:
        return None
