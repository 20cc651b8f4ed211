"""Which column of a table, or key of a record, holds what: names as people write them, to our fields."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final

from services.events.ingest.parse.records.column_names import NAMES
from shared.text import fold

_FIELDS: Final = {name: field for field, names in NAMES.items() for name in names.split("|")}
_RANKS: Final = {name: rank for names in NAMES.values() for rank, name in enumerate(names.split("|"))}
_SPACED: Final = {name.replace(" ", ""): name for name in reversed(_FIELDS)}
"""Names without spaces to what they are: few people write `startdate` as `start date`."""
_DAY_FIRST: Final = frozenset(
    name
    for line in (
        "titel titre titulo titolo nombre nome veranstaltung evenement evento datum fecha data beginn debut",
        "inicio inizio uhrzeit heure hora ora lieu ort lugar luogo stadt ville cidade ciudad citta pays pais",
    )
    for name in line.split()
)
"""Names of columns in languages that write the day before the month."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_EVENTS: Final = frozenset(
    ("class", "course", "session", "show", "gig", "concert", "workshop", "meeting", "webinar", "meta")
)
_MOST: Final = 200
_LONGEST_NAME: Final = 200
_LONGEST_NAMED: Final = 1_000
"""Of a name this much is looked at; what is longer than the second is none."""
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETED: Final = re.compile(r"\((?:(e?s|e?n)|[^()]{0,80})\)")
"""A remark in a name, `Name (with link)`; the plural in `Date(s)` is none."""
_OWN: Final = re.compile(
    r"^(?:19|20)\d\d (?=\S)|^field (?=\S)"
    r"|(?:^field )?(?:event|conference|meetup|conf|workshop|webinar|seminar|hackathon) (?=\S)"
    r"|^\w+ (?=(?:event|conference|meetup|workshop) (?:name|title)$)"
    r"|(?<=\S) of (?:the )?(?:event|conference|meetup)$"
    r"|(?<=\S) (?:(?:del? |do |de l )?(?:evento|evenement)|veranstaltung)\b"
    r"|^(?:evento|evenement|veranstaltungs?) (?=\S)"
    r"|^(?:venue|location|place|address) "
    r"(?=(?:city|town|state|region|province|country|lat|lng|lon|locality)\b)"
    r"|(?<=\S) (?=end value$)"
)
"""What a name says besides where all of a record is an event: `conference city`, `data_evento_fim`."""
_HOW: Final = re.compile(
    r"(?<=\S) (?:label|text|string|str|display|formatted|readable|iso|raw|parsed|multiloc|value)$"
    r"|^(?:display|formatted|readable|iso|raw) (?=(?:date|start|end|time)\b)"
)
"""How what a field holds is written: `dateLabel`, `start_date_iso`, `display date`."""
_TITLES: Final = frozenset({"conference", "conference name", "conference title", "event title"})
_HOSTS: Final = _TITLES | {"event", "event name"}
_OF_TALKS: Final = frozenset({
    "talk", "talk title", "speaker", "speakers", "author", "authors", "main author", "co authors",
    "coauthors",
})  # fmt: skip
"""Names beside which a `title` is that of a talk, and the event has a name of its own."""
_INSTEAD: Final = (
    "full name", "name full", "full title", "display name", "talk title", "title of talk", "talk",
    "presentation title", "presentation", "topic", "theme", "thema", "tema", "temat", "sujet", "lineup",
    "line up", "headliner", "artists", "artist name", "performers", "acts", "movie name", "movie title",
    "film", "film title", "performance name", "meetup group name", "group name",
)  # fmt: skip
"""Names of what stands for a title where none is given: the topic of a meeting, who plays at a concert."""
_INITIALS: Final = {"title": ("n",), "dates": ("d", "iso")}
_PLACED: Final = frozenset({"city", "venue", "address"})
"""Fields beside which initials are names: without a place `n` and `d` are those of any numbers."""


def field_names(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return our field to the keys that can hold it, the most telling first."""
    return dict(_ranked(tuple(islice((name for name in names if len(name) <= _LONGEST_NAMED), _MOST))))


@lru_cache(maxsize=64)
def _ranked(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Remember the last: the records of a document have the same few sets of names."""
    plains = {name: plain_name(name) for name in names}
    is_of_talks = not _OF_TALKS.isdisjoint(plains.values())
    found: dict[str, list[tuple[bool, int, str]]] = {}
    for name, plain in plains.items():
        known = _known(plain)
        if known is not None:
            field = _FIELDS[known]
            is_other = known.replace(" ", "") != plain.replace(" ", "")
            is_second = is_other or (is_of_talks and field == "title" and plain not in _HOSTS)
            found.setdefault(field, []).append((is_second, _RANKS[known], name))
    if found.keys() & _PLACED:
        for field, initials in _INITIALS.items():
            if field not in found and (keys := [name for name, plain in plains.items() if plain in initials]):
                found[field] = [(True, initials.index(plains[key]), key) for key in keys]
    if "title" not in found and (instead := _without_title(plains)):
        found["title"] = [(True, 0, instead)]
    return {field: tuple(name for *_, name in sorted(ranked)) for field, ranked in found.items()}


def _known(plain: str) -> str | None:
    """Return the name of ours that one is, however it is spaced and whatever it says besides."""
    own = _OWN.sub("", plain.partition(" or ")[0])
    for said in (plain, own, _HOW.sub("", own)):
        if known := said if said in _FIELDS else _SPACED.get(said.replace(" ", "")):
            return known
    return None


def most_telling(texts: Iterable[str | None]) -> str | None:
    """Return the first of several texts for one date that names its year, else the first."""
    said = [text for text in texts if text]
    return next((text for text in said if _YEAR.search(text)), said[0] if said else None)


def _without_title(plains: Mapping[str, str]) -> str | None:
    """Return the key that names a record in which nothing is called a title: its full name, or its topic."""
    by_plain = {plain: name for name, plain in plains.items()}
    return next((by_plain[plain] for plain in _INSTEAD if plain in by_plain), None)


def names_an_event(name: str) -> bool:
    """Tell whether a name alone says that what it holds is an event: `eventTitle`, `conference`."""
    return plain_name(name) in _TITLES


def field_keys(names: Iterable[str]) -> dict[str, str]:
    """Return our field to the key that holds it; of several names for one field the first of ours counts."""
    return {field: ranked[0] for field, ranked in field_names(names).items()}


def plain_name(name: str) -> str:
    """Return the name in small words: `startDate` as `start date`, `DTSTART;TZID=…` as `dtstart`."""
    return _in_small_words(name[:_LONGEST_NAME])


@lru_cache(maxsize=4096)
def _in_small_words(name: str) -> str:
    spaced = _HUMP.sub(" ", _BRACKETED.sub(lambda found: found[1] or " ", name.partition(";")[0]))
    return " ".join(re.findall(r"[^\W_]+", fold(spaced)))


def is_day_first_by(names: Iterable[str]) -> bool | None:
    """Return True where the names are of a language that never writes the month before the day."""
    return True if {plain_name(name) for name in names} & _DAY_FIRST else None


def tells_of_events(keys: Mapping[str, str]) -> bool:
    """Tell whether records with these fields can be events: they have a title and some date."""
    return "title" in keys and bool({"starts", "dates"} & keys.keys())
