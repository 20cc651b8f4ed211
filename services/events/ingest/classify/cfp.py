"""When a call for papers closes, where only the text says it: "CFP is open until March 23 (AoE)".

Anywhere on earth is UTC-12: what is due on a day may come until that day has ended on every meridian
(IEEE P802.16, "Anywhere on Earth"). A deadline with no other zone stays a day.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from services.events.ingest.normalise.links import clean_link
from services.events.ingest.when import When

ANYWHERE_ON_EARTH: Final = "Etc/GMT+12"
"""IANA's name of UTC-12; its signs run the other way."""
_LONGEST_TEXT: Final = 6_000
_STEMS: Final = ("call for", "cfp", "submission", "deadline")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = rf"(?P<{{}}>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_DATE: Final = (
    r"(?:(?P<iso>20\d\d-\d\d-\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH.format('m1')}(?:,?[ -](?P<y1>20\d\d))?"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>20\d\d))?)\b"
)
_CALL: Final = re.compile(
    r"(?:call for (?:papers?|proposals?|speakers?|participation|abstracts?|submissions?|presentations?|"
    r"talks?)|\bcfps?\b|"
    r"(?:paper|abstract|talk|proposal)s? submissions?(?: deadline)?|submission deadline)"
    r"(?P<between>[^\n.!?]{0,60}?)\b(?:until|till?|by|before|closes?(?: on)?|ends?(?: on)?|deadline(?: is)?|"
    r"through|due(?: on| by)?|up to and including|submission deadline):? "
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?(?:the )?(?:\S{6,20}->)?" + _DATE
    + r"(?P<after>[^\n]{0,40})",
    re.IGNORECASE,
)  # fmt: skip
_AOE: Final = re.compile(r"\baoe\b|anywhere on earth|utc ?[-\u2212] ?12\b", re.IGNORECASE)
_LINK: Final = re.compile(r"(?:\bcfp\b|call for \w+)[^\n:]{0,30}:\s*(https?://[^\s<>\"]+)", re.IGNORECASE)
_LONGEST_BEFORE: Final = timedelta(days=400)


def closing_in(text: str | None, starts: date) -> tuple[When, str] | None:
    """Return until when papers are called for, with the words that say so; None where none do.

    A day without a year is the last such day before the event starts. One after the start, or more than a
    year before, is another edition's.
    """
    read = (text or "")[:_LONGEST_TEXT]
    low = read.lower()
    if not any(stem in low for stem in _STEMS):
        return None
    for hit in _CALL.finditer(read):
        day = _day(hit, starts)
        if day is not None and starts - _LONGEST_BEFORE <= day <= starts:
            said = " ".join(hit[0].split())
            return (_anywhere(day) if _AOE.search(hit["after"]) else When(day.isoformat())), said
    return None


def call_link(text: str | None) -> str | None:
    """Return the address that a text gives for its call."""
    read = (text or "")[:_LONGEST_TEXT]
    low = read.lower()
    found = _LINK.search(read) if "cfp" in low or "call for" in low else None
    return clean_link(found[1].rstrip(".,;)")) if found else None


def _anywhere(day: date) -> When:
    closes = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC) + timedelta(hours=12)
    return When(f"{day.isoformat()}T23:59", ANYWHERE_ON_EARTH, closes)


def _day(hit: re.Match[str], starts: date) -> date | None:
    try:
        if hit["iso"]:
            return date.fromisoformat(hit["iso"])
        month = _MONTHS.index((hit["m1"] or hit["m2"])[:3].lower()) + 1
        day, year = int(hit["d1"] or hit["d2"]), hit["y1"] or hit["y2"]
        if year:
            return date(int(year), month, day)
        this = date(starts.year, month, day)
        return this if this <= starts else date(starts.year - 1, month, day)
    except ValueError:
        return None
