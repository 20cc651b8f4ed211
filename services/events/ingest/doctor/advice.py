"""What each trouble means to a publisher, and how it is mended; the sentences stand in `advice.toml`."""

import tomllib
from importlib import resources
from typing import Final

from pydantic import TypeAdapter

from shared.contracts.sources.doctor import Grade

Advice = tuple[Grade, str, str]
"""A grade, a message and the fix."""


def _read() -> dict[str, Advice]:
    text = resources.files(__package__ or "").joinpath("advice.toml").read_text(encoding="utf-8")
    kinds = TypeAdapter(dict[str, dict[str, Advice]]).validate_python(tomllib.loads(text))
    return {reason: advice for kind in kinds.values() for reason, advice in kind.items()}


_KNOWN: Final = _read()
_CUT: Final = "cut_off_"

_ICALENDAR: Final = {
    "title": "SUMMARY", "start": "DTSTART", "end": "DTEND", "place": "LOCATION", "link": "URL",
    "example": "20270519T090000",
}  # fmt: skip
_FEED: Final = {
    "title": "<title>", "start": "a field such as <ev:startdate>", "end": "a field such as <ev:enddate>",
    "place": "a field such as <ev:location>", "link": "<link>", "example": "2027-05-19T09:00",
}  # fmt: skip
_SCHEMA_ORG: Final = {
    "title": "name", "start": "startDate", "end": "endDate", "place": "location", "link": "url",
    "example": "2027-05-19T09:00",
}  # fmt: skip
_H_EVENT: Final = {
    "title": "p-name", "start": "dt-start", "end": "dt-end", "place": "p-location", "link": "u-url",
    "example": "2027-05-19T09:00",
}  # fmt: skip
_ELSE: Final = {
    "title": "a field such as name", "start": "a field such as start", "end": "a field such as end",
    "place": "a field such as location", "link": "a field such as url", "example": "2027-05-19T09:00",
}  # fmt: skip
FIELD_NAMES: Final = {
    "icalendar": _ICALENDAR, "jcal": _ICALENDAR, "xcal": _ICALENDAR, "rss": _FEED, "atom": _FEED,
    "json_ld": _SCHEMA_ORG, "microdata": _SCHEMA_ORG, "microformats": _H_EVENT,
}  # fmt: skip
"""What a format calls things, for sentences about it."""


def advice(reason: str, form: str | None = None) -> Advice:
    """Return what to say of a reason, whichever kind it is of, in the words of a format."""
    grade, message, fix = _known(reason)
    return grade, message, fix.format(**FIELD_NAMES.get(form or "", _ELSE))


def _known(reason: str) -> Advice:
    if reason in _KNOWN:
        return _KNOWN[reason]
    if reason.startswith(_CUT):
        _, message, fix = _KNOWN.get(reason.removeprefix(_CUT), _KNOWN["cut_off"])
        return Grade.WARNING, message, fix  # what came before is read
    if reason.startswith("http_"):
        return _KNOWN["http_5xx" if reason.startswith("http_5") else "http_else"]
    return _KNOWN["else"]
