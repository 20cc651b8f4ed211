"""How a record repeats, as programs that show calendars write it, to lines of iCalendar that say the same.

A rule as text (`FREQ=WEEKLY;BYDAY=MO`, `RRULE:…`, several lines), a list of such, or an object of its
parts as the library rrule has them (https://github.com/jkbrzt/rrule ) and FullCalendar with it
(https://fullcalendar.io/docs/rrule-plugin ).
"""

import re
from typing import Final

from services.events.ingest.parse.calendars.rule import WEEKDAY_CODES
from services.events.ingest.parse.records.columns import plain_name
from services.events.ingest.parse.wire.json_text import rows_of
from services.events.ingest.parse.wire.yaml_text import Yaml

_KEYS: Final = frozenset(
    {"rrule", "recurrence", "recurrence rule", "recurrence rules", "recurring rule", "repeat rule", "rule"}
)
_LINE: Final = re.compile(r"(?:RRULE|EXDATE|RDATE)[;:][^\r\n]{1,2000}", re.IGNORECASE)
_BARE: Final = re.compile(r"\s*FREQ=[^\r\n]{1,500}", re.IGNORECASE)
_PARTS: Final = {
    "freq": "FREQ", "frequency": "FREQ", "interval": "INTERVAL", "count": "COUNT", "until": "UNTIL",
    "byweekday": "BYDAY", "byday": "BYDAY", "bymonth": "BYMONTH", "bymonthday": "BYMONTHDAY",
    "bysetpos": "BYSETPOS", "wkst": "WKST",
}  # fmt: skip
_FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_MOST: Final = 50


def rule_of(row: dict[str, Yaml]) -> str | None:
    """Return the lines that say how a record repeats, None where it does not."""
    told = next((held for key, held in row.items() if held and plain_name(key) in _KEYS), None)
    return rule_lines(told)


def rule_lines(told: object) -> str | None:
    """Return the lines of a rule that is told as text, as a list of lines, or in its parts."""
    if isinstance(told, dict):
        return _of_parts(told)
    lines = [line for text in rows_of(told)[:_MOST] if isinstance(text, str) for line in _lines(text)]  # type: ignore[arg-type]
    return "\n".join(lines) if any(line.upper().startswith("RRULE") for line in lines) else None


def _lines(text: str) -> list[str]:
    return _LINE.findall(text) or ([f"RRULE:{text.strip()}"] if _BARE.fullmatch(text) else [])


def _of_parts(parts: dict[str, object]) -> str | None:
    said = {
        name: ",".join(filter(None, (_value(name, each) for each in rows_of(held)[:_MOST])))  # type: ignore[arg-type]
        for key, held in parts.items()
        if (name := _PARTS.get(key.lower().replace("_", "")))
    }
    rule = ";".join(f"{name}={value}" for name, value in said.items() if value)
    return f"RRULE:{rule}" if said.get("FREQ") else None


def _value(name: str, held: object) -> str:
    """Write one value of a part: frequencies and weekdays also by numbers, a moment without its signs."""
    if isinstance(held, dict):
        day = _value(name, held.get("weekday"))
        return f"{held.get('n') or ''}{day}" if day else ""
    text = str(held or "").strip().upper()
    if name == "FREQ":
        return _FREQUENCIES[int(text)] if text in {"0", "1", "2", "3"} else text
    if name in {"BYDAY", "WKST"}:
        return (
            WEEKDAY_CODES[int(text)]
            if text in {"0", "1", "2", "3", "4", "5", "6"}
            else re.sub(r"(?<=[A-Z]{2})[A-Z]+", "", text)
        )
    return re.sub(r"[-:]|\.\d+", "", text) if name == "UNTIL" else text
