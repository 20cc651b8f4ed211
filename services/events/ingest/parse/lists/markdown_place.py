"""What an event of a list is called and where it is, out of the words that its date leaves."""

import re
from itertools import takewhile
from typing import Final

from services.events.ingest.normalise.place_words import names_house
from services.events.ingest.parse.dates.clock_words import without_zone
from services.events.ingest.parse.records.record_place import flag_country
from services.events.ingest.parse.wire.markdown_line import Line
from shared.kernel.country_aliases import COUNTRY_ALIASES

_AFTER_DASH: Final = re.compile(r"\s[-–—|~]\s(.{2,200})$")
_COMMAS: Final = re.compile(r",\s+")
_LONGEST_CITY: Final = 40
_DASH: Final = re.compile(r"\s(?:-{1,3}|[–—|])\s")
_COMMA: Final = re.compile(r"\s*,")
"""What parts a name from a place; what a dash then parts off is said of it, as what is spoken about there."""
_SET_APART: Final = re.compile(
    r"^\W*(?:[-–—|,@(]|\b(?:in(?![- ]person)|at|@)\b)\s*(.{2,120})$", re.IGNORECASE
)
_IN: Final = re.compile(r"^(?:in|at|@)\s+(?!person\b)", re.IGNORECASE)
_IN_PART: Final = re.compile(r",\s+in\s+(?=[^\W\d_a-z])")
_IN_BRACKETS: Final = re.compile(r"([^()]{3,200}?)\s*\(([^()]{2,60},\s[^()]{2,40})\)\.?")
_EDGES: Final = " |-–—~,;:.@•·_*"
_PICTURES: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2600-\u27bf\ufe0f]"
)
_OF_TALK: Final = re.compile(
    r"(?:\S+ ){0,3}(?:videos?|slides?|recordings?|materials?|photos|demos?|write-?ups?)(?: \S+){0,2}",
    re.IGNORECASE,
)
"""What is left of a talk, where a place could stand: `Video`, `Slides of the talk`."""
_FEWEST_OF_PROSE: Final = 2
"""Words from which on what begins with a small letter says what is there, and not where that is."""
_OF_TIME: Final = re.compile(r"\d:\d\d|(?<!\d)(?:19|20)\d\d(?!\d)|\d\s?(?:h|uhr|[ap]m)\b", re.IGNORECASE)
_TELLS: Final = re.compile(r"\w\.$|\s[^\W\d_A-Z]\w*$")
"""How a sentence ends, or words that are no name: `Conference about lathes`."""
_PEOPLE: Final = re.compile(r"\s*[-–—|,(]\s*@[\w-]{1,60}(?:,?\s+@[\w-]{1,60}){0,20}\s*\)?$")
"""Who goes there, which is no place: ` - @one, @two`."""
_PARTS: Final = range(2, 6)
_IN_THE: Final = re.compile(
    r"^(?:(?:im|in der|in den|in het|in the|at the|au|à la|nel|nella|en el|en la|no|na) )"
)
_MOST_WORDS: Final = 7
"""Words of a place; more are a sentence."""


def name_and_place(line: Line, rest: str) -> tuple[str | None, str | None]:
    """Part what the date leaves into the linked name, or the first words, and the place."""
    if line.is_of_talk:
        return rest.strip(_EDGES) or None, None
    before, named, after = rest.partition(line.name) if line.name else ("", "", rest)
    after = _PEOPLE.sub("", after)
    found = _AFTER_DASH.search(after)
    beside = _apart(_DASH.split(after, maxsplit=1)[0]) if named and _COMMA.match(after) else ""
    place = without_zone(beside or (_placed(found[1]) if found else ""))
    name = line.name or (after[: found.start()] if found else after)
    if not place and named:
        is_last = not after.strip(_EDGES) or after.lstrip().startswith(("+", "|"))
        place = _apart(after) or (_bare(before) if is_last else "")
    if (place[:1].islower() and len(place.split()) > _FEWEST_OF_PROSE) or _OF_TALK.fullmatch(place):
        place = ""
    name = name.strip(" :-–—|,·•").removesuffix(" .")
    return (name or None, place) if place or line.name else _in_a_country(name)


def _placed(behind: str) -> str:
    """Return the place behind a dash, without what a further dash parts off that tells what is there.

    `Bonn - Conference about lathes.`
    """
    first, *others = _DASH.split(behind)
    told = [first, *takewhile(lambda part: not _TELLS.search(part.strip()), others)]
    return _bare(" - ".join(told))


def is_place(text: str) -> bool:
    """Tell a line that is nothing but a place: a house and its town, a street and the town behind it.

    `Old Mill, Mill Road 3, 53111 Bonn`, `City Library, Bonn`, `Bonn, Germany`: parts in capitals, of which
    one names a house by its last word, holds a number, or is a country at the end.
    """
    if ", " not in text:
        return False
    words = _PICTURES.sub(" ", text).strip()
    parts = _COMMAS.split(_IN_THE.sub("", words))
    return (
        len(parts) in _PARTS
        and not _OF_TIME.search(words)
        and not words.endswith((".", "!", "?", ":", ","))
        and all(part[:1].isupper() or part[:1].isdigit() for part in parts)
        and all(len(part.split()) < _MOST_WORDS for part in parts)
        and (
            any(map(str.isdigit, "".join(parts[1:])))
            or _names_house(parts[0])
            or parts[-1].casefold() in COUNTRY_ALIASES
        )
    )


def _names_house(part: str) -> bool:
    """Tell a house's name, all in capitals but for small words, from that of an event in one."""
    return names_house(part) and all(not word[:1].islower() for word in part.split())


def _in_a_country(name: str) -> tuple[str | None, str | None]:
    """Part a name from the town and country behind it: `Ours, Bonn, Germany`, `Ours (Bonn, Germany)`."""
    if bracketed := _IN_BRACKETS.fullmatch(name):
        is_country = bracketed[2].rpartition(", ")[2].strip(" .").casefold() in COUNTRY_ALIASES
        return (bracketed[1], bracketed[2]) if is_country else (name, None)
    *named, city, country = ("", "", *_COMMAS.split(name))
    first = ", ".join(filter(None, named))
    is_placed = first and country.strip(" .").casefold() in COUNTRY_ALIASES and len(city) <= _LONGEST_CITY
    if not is_placed and flag_country(name):
        return _beside_a_flag(name)
    return (first, f"{city}, {country.strip(' .')}") if is_placed else (name or None, None)


def _beside_a_flag(name: str) -> tuple[str | None, str | None]:
    """Part a name from the town before a flag, `Ours, Wien 🇦🇹`, and from what is spoken about there."""
    said = _DASH.split(name, maxsplit=1)[0] if " -- " in name else name
    first, comma, town = said.rpartition(", ")
    if not comma or not flag_country(town):
        return said.strip(_EDGES) or None, None
    return first.strip(_EDGES) or None, _bare(town) or None


def _apart(text: str) -> str:
    """Return a place that a comma, a bracket or a small word sets apart from the name before it."""
    found = _SET_APART.match(text)
    place = _bare(found[1]) if found else ""
    return place if len(place.split()) <= _MOST_WORDS or _is_address(place) else ""


def _is_address(text: str) -> bool:
    """Tell the parts of a long place, `Lathe Hall, 12 Mill Road, Bonn`, from a sentence with commas."""
    parts = _COMMAS.split(text)
    return len(parts) > _FEWEST_OF_PROSE and all(
        (part[:1].isupper() or part[:1].isdigit()) and len(part.split()) < _MOST_WORDS for part in parts
    )


def _bare(text: str) -> str:
    """Return the words without pictures, brackets around them and what parts them from others."""
    pieces = (piece for piece in _PICTURES.sub(" ", text).split(" ~ ") if any(map(str.isalnum, piece)))
    bare = " ".join(" ~ ".join(pieces).split()).strip(_EDGES)
    opened, closed = bare.count("("), bare.count(")")
    bare = bare.rstrip(")") if closed > opened else bare.lstrip("(") if opened > closed else bare
    if bare.startswith("(") and bare.endswith(")") and opened == 1:
        bare = bare[1:-1]
    return _IN_PART.sub(", ", _IN.sub("", bare.strip(_EDGES)).strip(_EDGES))
