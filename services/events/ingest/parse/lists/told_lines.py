"""What one line of a block tells: a day and a time of day, with the words around it; or a clock, a place.

`📅 19 May 2027 · 18:00 · Old Mill`, `Tenth meet-up on 19.05.2027`, `Where: Old Mill, Bonn | 19:00 - 21:00`.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from services.events.ingest.normalise.place_words import names_house
from services.events.ingest.parse.dates.clock_words import clocks_of, without_zone
from services.events.ingest.parse.dates.clocks_behind import clocks_at
from services.events.ingest.parse.dates.day_range import eastern_as_iso
from services.events.ingest.parse.dates.feed_dates import WEEKDAY
from services.events.ingest.parse.dates.line_days import line_days
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.dates.weekday_names import without_weekday_aside
from services.events.ingest.parse.lists.markdown_place import is_place
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.other_kinds import is_weekday
from services.events.ingest.parse.wire.markdown_line import read_line
from shared.text import fold

_LONGEST: Final = 200
_JOINED: Final = re.compile(
    r",?\s+(?:in der|in den|im|in het|in the|at the|at|au|à la|en el|en la|nella|nel|presso|@)"
    r"\s+([^\Wa-z_].{2,80})"
)
"""A place behind a time of day, in capitals."""
_MOST_OF_PLACE: Final = 7
_MOST_WORDS: Final = 24
_PICTURES: Final = re.compile(
    "[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2600-\u27bf\ufe0f]"
)
_PIN: Final = "\U0001f4cd"
_SENTENCE: Final = re.compile(r"[.!?。] ?[^\W\d_a-z]|[^.\d\W][.!。]$")
_EDGES: Final = " \t,;:|·•–—-@/*_"
_CONNECTED: Final = re.compile(
    rf"(?:^|[\s,;:|·•(/–—-])(?:{WEEKDAY},?\s*)?(?:(?:on|of|am|le|el|il|den|em|op|dne|du|vom|del|from|date)\s*:?\s*)?(?:den\s+)?$"
)
"""What stands between a name and its day, and is part of neither: ` – Friday, `, ` am `."""
_DAY_ALONE: Final = re.compile(r"\d\s?[日일]")
_ASIDE: Final = re.compile(r"\s*\([^()]{0,60}\)\s*$|^\([^()]{0,20}\)")
_PARTS: Final = re.compile(r"\s*[·•|]\s*")
_OPEN: Final = re.compile(
    r"\b(?:to come|tb[acd]|to be (?:announced|confirmed|determined)|coming soon|wird noch|noch offen"
    r"|por confirmar|a confirmer|à confirmer|a definir|da definire|nog te bepalen)\b|未定|待定",
    re.IGNORECASE,
)
"""What stands where a place is not known yet."""
_LABELLED: Final = re.compile(r"([^\W\d_][^:：|?]{1,25})\s*(?:[:：]|\?)\s*[–—-]?\s*(\S.{0,160})")
_WHERE: Final = frozenset({"ou", "onde", "donde", "dove", "wo", "waar", "gdzie", "kde"})
_SAID: Final = frozenset({"summary", "subject", "ad", "body"})
"""What names an event in records, and in the words of people says what is told there."""
_WAY: Final = (
    r"(?:h[íi]brid[oae]?|hybride?|remot[eo]|in[- ]person|on-?line|virtual|presencial(?:mente)?"
    r"|(?:en )?pr[ée]sentiel|en persona|in presenza|vor ort|hybridní|stacjonarnie)"
)
_TAKING_PART: Final = re.compile(
    rf"[.。]\s*(?={_WAY}|\w{{2,40}}での)|[.。]\s*(?=(?:in|em|en|à)\s[^\W\d_a-z])", re.IGNORECASE
)
"""How a sentence begins that says no more than where one takes part."""
_HOW: Final = re.compile(
    rf"^(?:{_WAY}\s+(?:event\s+)?)?(?:in|at|@|à|en|em|a|bei|im|presso)\s+(?=\S)"
    rf"|\s*\((?:\w{{1,12}} )?{_WAY}[^()]{{0,40}}\)|\s*\+\s*{_WAY}\b.*$|での?(?:対面|現地|オンライン).*$",
    re.IGNORECASE,
)
"""How one can take part, before the place, behind it or in brackets after it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A day, with its time of day where one stands behind it; what stands before it and behind both."""

    days: tuple[date, date]
    starts: str
    ends: str | None
    before: str
    behind: str
    is_whole: bool
    """Whether the line names the year itself."""


def told_of(words: str, year: int | None, *, day_first: bool | None = None) -> Told | None:
    """Return the day that a short line begins or ends with; see `line_days` for how it is completed."""
    words = without_weekday_aside(eastern_as_iso(_PICTURES.sub(" ", words))).strip()
    words = _TAKING_PART.sub(", ", words, count=1)
    folded = fold(words[:_LONGEST])
    if len(folded) != len(words) or len(words.split()) > _MOST_WORDS or not any(map(str.isdigit, words)):
        return None
    found = line_days(words, year, day_first=day_first)
    if found is None:
        return None
    (first, last), day, is_whole = found
    connected = _CONNECTED.search(folded[: day.start])
    before = words[: connected.start() if connected else day.start].strip(_EDGES)
    if before and connected is None:
        return None
    begins, closes, ends_at = clocks_at(folded, day.stop) if first == last else (None, None, day.stop)
    behind = words[ends_at:]
    place = _place(behind)
    if _SENTENCE.search(behind) and not is_place(place):
        return None
    if line_days(behind, first.year, day_first=day_first) or _DAY_ALONE.search(behind):
        return None
    starts = timed(first.isoformat(), begins) or first.isoformat()
    ends = timed(last.isoformat(), closes) if closes and begins and closes > begins else None
    return Told(
        (first, last),
        starts,
        ends or (None if begins else last.isoformat()),
        before,
        place,
        is_whole,
    )


def facts_of(words: str) -> dict[str, str]:
    """Return what the parts of a line say by their labels, and the time of day and the place beside it."""
    facts, unnamed, behind = dict[str, str](), list[str](), 0
    for part in _PARTS.split(words[:_LONGEST]):
        bare = _PICTURES.sub(" ", part).strip()
        if not bare or is_unknown(bare):
            continue
        if said := labelled(bare):
            facts.setdefault(*said)
        elif clock := _clock(bare):
            facts = clock | facts
            behind = len(unnamed)
        elif _PIN in part:
            facts.setdefault("address", bare)
        else:
            unnamed.append(bare)
    # Of several parts those that stand behind the time of day, or the only one, are the place.
    places = unnamed[behind:] if len(unnamed) > 1 else unnamed
    place = ", ".join(places)
    is_told = len(places) == 1 and not _SENTENCE.search(place)
    if "start_time" in facts and (is_told or is_place(place)):
        facts.setdefault("address", place)
    return facts


def _clock(words: str) -> dict[str, str]:
    """Return the time of day that the words are, and the house that a small word joins to it.

    `18:00 - 20:00`, `ab 18 Uhr im Vereinsheim`.
    """
    if clocks_of(words)[0]:
        return {"start_time": words}
    folded = fold(words)
    begins, _, end = clocks_at(folded, 0) if len(folded) == len(words) else (None, None, 0)
    joined = _JOINED.fullmatch(words, end) if begins else None
    if joined is None or len(joined[1].split()) > _MOST_OF_PLACE or _SENTENCE.search(joined[1]):
        return {}
    is_house = names_house(joined[1]) or is_place(joined[1])
    return {"start_time": words[:end].strip(_EDGES)} | ({"address": joined[1]} if is_house else {})


def labelled(words: str) -> tuple[str, str] | None:
    """Return our field and what a label says of it: `Where: Old Mill`."""
    found = _LABELLED.fullmatch(words)
    field = _field(found[1].strip(" *_")) if found else None
    return (field, found[2].strip(" *_")) if found and field else None


def states_field(item: str) -> bool:
    """Tell an item that says by a label what its event is like, and is none: `**Date:** 19 May 2027`."""
    said = labelled(read_line(item).text) if ":" in item else None
    return said is not None and said[0] != "title"


def _field(label: str) -> str | None:
    if fold(label) in _SAID:
        return None
    return "address" if fold(label) in _WHERE else next(iter(field_keys([label])), None)


def is_unknown(place: str) -> bool:
    """Tell what stands where a place is not known yet from a place."""
    return _OPEN.search(place) is not None


def clocks_in(facts: dict[str, str]) -> tuple[time | None, time | None]:
    """Return from when till when the facts say it is."""
    return clocks_of(facts.get("start_time"))


def _place(behind: str) -> str:
    """Return the place behind a day, without what is said of it in brackets."""
    place = _HOW.sub("", _ASIDE.sub("", behind.strip(_EDGES)).strip(_EDGES + ")")).rstrip(". ")
    return "" if is_weekday(place) else without_zone(place)
