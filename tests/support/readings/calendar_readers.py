"""Calendars read by three libraries of other hands, each event as the same plain tuple of texts."""

import json
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import which
from typing import Any

import icalendar
from ical.calendar_stream import IcsCalendarStream

PACKAGES = Path(__file__).parents[2] / "npm"
Told = dict[str, Any]


def by_icalendar(text: str) -> list[Told]:
    """Read with icalendar, of the collective project; any error of its own is raised."""
    return [_by_icalendar(event) for event in icalendar.Calendar.from_ical(text).events]


def _by_icalendar(event: icalendar.Event) -> Told:
    assert event.errors == []
    plain = {name: str(event[name]) if name in event else None for name in _PLAIN}
    categories = event.get("CATEGORIES")
    return {
        **{name.lower(): value for name, value in plain.items()},
        "sequence": event.sequence,
        "starts": _moment(event.decoded("DTSTART")),
        "ends": _moment(event.decoded("DTEND", None)),
        "categories": [str(it) for it in categories.cats] if categories else [],
    }


_PLAIN = ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "URL")


def by_ical(text: str) -> list[Told]:
    """Read with ical, which Home Assistant reads calendars with."""
    return [_by_ical(event) for event in IcsCalendarStream.calendar_from_ics(text).events]


def _by_ical(event: Any) -> Told:
    assert event.extras == []
    return {
        **{name.lower(): getattr(event, name.lower()) for name in _PLAIN},
        "status": event.status.value,
        "url": str(event.url) if event.url else None,
        "sequence": event.sequence,
        "starts": _moment(event.dtstart),
        "ends": _moment(event.dtend),
        "categories": event.categories,
    }


def _moment(moment: date | None) -> str | None:
    """A day, an instant in UTC, or the time of no zone."""
    if isinstance(moment, datetime):
        return moment.isoformat().replace("+00:00", "Z")
    return moment.isoformat() if moment else None


def missing_ical_js() -> str | None:
    """Tell why ical.js cannot be asked, None where it can."""
    if which("node") is None:
        return "ical.js needs node"
    return (
        None if (PACKAGES / "node_modules").is_dir() else "ical.js is not installed: make test with npm there"
    )


def by_ical_js(texts: Sequence[str]) -> list[list[Told]]:
    """Read with ical.js, which Thunderbird and Nextcloud read calendars with; all in one process."""
    asked = json.dumps(list(texts)).encode()
    command = [which("node") or "node", str(PACKAGES / "read.mjs")]
    answer = subprocess.run(command, input=asked, capture_output=True, check=True)  # noqa: S603
    found: list[list[Told]] = json.loads(answer.stdout)
    return found
