"""What a title says once its edition, its year and its generic words are set apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from services.events.ingest.resolve.countries import country_code
from shared.text import fold

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"['\u2019](\d\d)\b")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|a|o|e|er|eme)")
_GLUED_YEAR = re.compile(r"([a-z]{3,})((?:20)\d\d)")

GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "on",
        "in",
        "at",
        "and",
        "de",
        "la",
        "le",
        "el",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "e",
        "o",
        "do",
        "da",
        "du",
        "des",
        "conf",
        "conference",
        "conferencia",
        "konferenz",
        "congress",
        "annual",
        "international",
        "world",
        "global",
        "edition",
        "virtual",
        "online",
        "hybrid",
        "remote",
        "inc",
        "official",
        "event",
        "events",
        "vol",
        "no",
    ]
)
"""Words whose presence alone tells no two events apart."""

PART = frozenset(
    [
        "workshop",
        "workshops",
        "devroom",
        "fringe",
        "tutorial",
        "tutorials",
        "track",
        "training",
        "trainings",
        "bootcamp",
        "hackathon",
        "sprint",
        "sprints",
        "meetup",
        "party",
        "dinner",
        "breakfast",
        "reception",
        "masterclass",
        "day",
        "days",
        "summit",
        "camp",
        "women",
        "kids",
        "junior",
        "academy",
        "contributor",
        "minisymposium",
        "satellite",
        "forum",
        "colocated",
    ]
)
"""Words by which an event held within another names itself."""


LONGEST_EDITION = 3
"""Digits of a bare number that counts an edition."""


@dataclass(frozen=True, slots=True)
class Title:
    """A folded title taken apart; `core` holds its words in order, no years, editions or generic words."""

    core: tuple[str, ...]
    years: frozenset[int]
    editions: frozenset[int]
    joined: str
    """All words but years and editions without spaces, so that "Rails Conf" is "RailsConf"."""

    @property
    def words(self) -> frozenset[str]:
        """The words of the core."""
        return frozenset(self.core)


@lru_cache(maxsize=20_000)
def dissect(title: str) -> Title:
    """Take a title apart; a title of nothing but generic words keeps them."""
    folded = _GLUED_YEAR.sub(r"\1 \2", fold(title))
    years = {int(year) for year in _YEAR.findall(folded)}
    years |= {2000 + int(year) for year in _SHORT_YEAR.findall(folded)}
    words = [word for word in _WORD.findall(_SHORT_YEAR.sub(" ", folded)) if not _YEAR.fullmatch(word)]
    editions = {_number(word) for word in words if _is_edition(word)}
    named = _coded([word for word in words if not _is_edition(word)])
    core = tuple(word for word in named if word not in GENERIC) or tuple(named) or tuple(words)
    return Title(core, frozenset(years), frozenset(editions), "".join(named))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of any text in the form in which titles hold them, country names as codes."""
    return tuple(_coded(_WORD.findall(fold(text))))


def _coded(words: list[str]) -> list[str]:
    """Put a country's code for its name, so that two names of one country compare as equal."""
    coded: list[str] = []
    skip = False
    for word, follower in zip(words, [*words[1:], ""], strict=True):
        if skip:
            skip = False
            continue
        pair = country_code(f"{word} {follower}")
        skip = pair is not None
        coded.append(pair or country_code(word) or word)
    return coded


def _is_edition(word: str) -> bool:
    return (word.isdecimal() and len(word) <= LONGEST_EDITION) or _ORDINAL.fullmatch(word) is not None


def _number(word: str) -> int:
    return int("".join(letter for letter in word if letter.isdecimal()))
