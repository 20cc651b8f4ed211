"""Times in microformats: the value class pattern (http://microformats.org/wiki/value-class-pattern)."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from services.events.ingest.parse.wire.dom import attribute, classes, within, words_of

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d{3}")
_CLOCK: Final = re.compile(
    r"(\d{1,2})(?::(\d\d))?(?::(\d\d))?\s*(?:([ap])\.?m\.?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?", re.IGNORECASE
)
_ZONE: Final = re.compile(r"Z|[+-]\d\d:?(?:\d\d)?", re.IGNORECASE)
_NOON: Final = 12


def time_of(node: LexborNode) -> str | None:
    """Return the time that an element states: its parts marked `value` as one, else its own."""
    marked = [each for each in within(node, _is_value) if _is_value(each)]
    stated = [_stated(each, is_title="value-title" in classes(each)) for each in marked]
    parts = [part for part in stated if part]
    return _assembled(parts) if parts else _stated(node, is_title=False)


def on_day_of(time: str | None, start: str | None) -> str | None:
    """Return an end that is only a clock time as being on the day of the start."""
    if not time or _DAY.match(time):
        return time
    clock, day = _clock(time), _DAY.match(start or "")
    return f"{day[0]}T{clock}" if clock and day else time


def _is_value(node: LexborNode) -> bool:
    return bool({"value", "value-title"} & set(classes(node)))


def _stated(node: LexborNode, *, is_title: bool) -> str | None:
    if is_title:
        return attribute(node, "title")
    named = {"time": "datetime", "ins": "datetime", "del": "datetime", "abbr": "title", "data": "value",
             "input": "value", "img": "alt", "area": "alt"}.get(node.tag or "")  # fmt: skip
    title = attribute(node, "title") or ""
    # Many write the title of `abbr` on whatever element holds the words.
    said = attribute(node, named) if named else title if _DAY.match(title) else None
    return said or words_of(node) or None


def _assembled(parts: list[str]) -> str | None:
    """Join a day, a clock time and a zone that stand in elements of their own."""
    whole = next((part for part in parts if len(part) > len("2027-05-19") and _DAY.match(part)), None)
    if whole:
        return whole
    day = next((part for part in parts if _DAY.fullmatch(part)), None)
    clock = next((found for part in parts if not _DAY.fullmatch(part) and (found := _clock(part))), None)
    zone = next((part for part in parts if _ZONE.fullmatch(part)), "")
    joined = "T".join(part for part in (day, clock) if part)
    return f"{joined}{zone}" if joined and clock else joined or parts[0]


def _clock(text: str) -> str | None:
    """Return `7pm` and `19:00-06:00` as ISO 8601 writes them; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or _ZONE.fullmatch(text.strip()):
        return None
    hour = int(found[1])
    if found[4]:
        hour = hour % _NOON + (_NOON if found[4].lower() == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}" + (f":{found[3]}" if found[3] else "") + (found[5] or "")
