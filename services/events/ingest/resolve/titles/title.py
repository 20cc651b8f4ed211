"""What a title says once its edition, its year and its generic words are set apart."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from services.events.ingest.resolve.titles.countries import country_code, first_words
from services.events.ingest.resolve.titles.dates import day_of_several, undated
from services.events.ingest.resolve.titles.ornaments import unadorned
from services.events.ingest.resolve.titles.words import (
    COUNTING,
    GENERIC,
    MODES,
    ONE_FOR_ANOTHER,
    ORDINALS,
    SOCIETIES,
    TRANSLATED,
    TWO_AS_ONE,
    UNSPOKEN,
)
from shared.text import fold

_WORD: Final = re.compile(r"[^\W_]+(?:\+\+|#)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR: Final = re.compile(r"['\u2019](\d\d)\b")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019](?=\w)")
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th|a|o|e|er|eme|x)")
_NOT_COUNTED: Final = (
    "aid|life|lives|nations?|lady|time|times|steps?|look|thing|grade|class|person|hand|wave|baptist|presbyterian"
    "|united|church|responders?|half|floor|amendment|contact|saturday|sunday|monday|tuesday|wednesday|thursday"
    "|friday|day|date|dates|word|street|avenue"
)
"""What is called the first of its kind, whichever edition it is."""
_ROMAN: Final = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{1,3}|v)|x{1,3}")
_ROMAN_FIRST: Final = re.compile(r"(?=[IVX]{2})(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{2,3})(?=\s+[^\W\d_]{3})")
"""`XIV Jornadas`: in capitals, as nobody writes the word they may make."""
_FIGURES: Final = {"I": 1, "V": 5, "X": 10}
_GLUED_YEAR: Final = re.compile(r"([a-z]{3,})(20\d\d)\b")
_GLUED_SHORT: Final = re.compile(r"(?<=[a-z]{3})(2\d)$")
_DIGIT: Final = re.compile(r"\d")
_TAIL: Final = re.compile(r"\s*(?::|\|)\s|\s[-\u2013\u2014]+\s")
"""Before what a title says about its name: "DEVit - The Web Conference"."""
LONGEST_EDITION: Final = 3
"""Digits of a bare number that counts an edition."""
_SUFFIXES: Final = ("conference", "conf", "con", "konf")
"""What names end in that say no more than that it is a conference; kept where nothing else is left."""
_UNTELLING: Final = frozenset(_SUFFIXES) | SOCIETIES | COUNTING | MODES
_COUNTED: Final = re.compile(rf"^(?:the )?({'|'.join(ORDINALS)}) (?!(?:{_NOT_COUNTED})\b)(?=\S{{2}})")
"""What opens with the number of its edition."""
_ACRONYM: Final = re.compile(r"[A-Z]{3,7}\b")
_DOTS: Final = ("...", "...]")
"""What stands at the end of a title that was too long for somebody; folded it is no sign of its own."""
_MEANT: Final = {
    **{word: ONE_FOR_ANOTHER.get(it, it) for word, it in TRANSLATED.items()},
    **ONE_FOR_ANOTHER,
}
_SHORTEST_STEM: Final = 2


class Title(NamedTuple):
    """A folded title taken apart; `core` holds its words in order, no years, editions or generic words."""

    core: tuple[str, ...]
    years: frozenset[int]
    editions: frozenset[int]
    joined: str
    """All words but years, editions and "conference", without spaces: "Rails Conf" is "RailsConf"."""
    held_at: frozenset[str]
    """Words before an "at": of "Ruby devroom at FOSDEM", the first two."""
    initials: str
    """First letters of all words that are spoken: of "Open Source Monitoring Conference", "osmc"."""
    host: frozenset[str] = frozenset()
    """Words after that "at"."""
    tail: frozenset[str] = frozenset()
    """Words that stand behind a dash or a colon alone: what the title says about its name."""
    head: frozenset[str] = frozenset()
    """Words that stand before it alone: who holds it, or what it is a part of."""
    behind: str = ""
    """All that stands behind it without spaces, in the manner of `joined`."""
    spelt: str = ""
    """`joined` of the words as they are written, where that differs: a slip in "pyhton" is one in "py"."""
    remark: frozenset[str] = frozenset()
    """Words in the brackets that were left off: "beginners" of "Yoga (beginners)"."""
    days: frozenset[int] = frozenset()
    """Which of the days of a longer event it is, as "Day 2" says."""
    before: str = ""
    """All that stands before the dash or colon, as `behind` has what stands behind it."""
    is_cut: bool = False
    """It ends in three dots: its last word may go on, and others follow."""
    is_acronym: bool = False
    """It is one short word in capitals."""

    @property
    def words(self) -> frozenset[str]:
        """The words of the core."""
        return frozenset(self.core)


_WHOLE: Final = Title((), frozenset(), frozenset(), "", frozenset(), "")
"""What is not parted by a dash or colon, before anything is told of it."""


@lru_cache(maxsize=20_000)
def dissect(title: str) -> Title:
    """Take a title apart; a title of nothing but generic words keeps them."""
    it = _read(title)
    spoken = [word for word in it.words if not _is_edition(word)]
    if len(spoken) > 1 and len(spoken[-1]) > 1 and _ROMAN.fullmatch(spoken[-1]):
        spoken = spoken[:-1]
    named = _coded(spoken)
    core = tuple([word for word in named if word not in GENERIC]) or tuple(named) or tuple(it.words)
    joined = _short("".join(_own(named)))
    spelt = "".join(_own(spoken))
    at = named.index("at") if "at" in named else None
    return _parted(it.folded, core)._replace(
        core=core,
        years=it.years,
        editions=it.editions,
        days=it.days,
        joined=joined,
        held_at=frozenset(named[:at] if at is not None else ()),
        host=frozenset(named[at + 1 :] if at is not None else ()),
        initials="".join([word[0] for word in spoken if word not in UNSPOKEN]),
        spelt="" if spelt == joined else spelt,
        is_cut=it.is_cut,
        is_acronym=_ACRONYM.match(title) is not None and len(core) == 1,
    )


class _Read(NamedTuple):
    """What is left of a title once what is not its name is taken off, and what that told."""

    folded: str
    words: list[str]
    years: frozenset[int] = frozenset()
    editions: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    is_cut: bool = False


def _read(title: str) -> _Read:
    folded = unadorned(title)
    is_cut = folded.endswith(_DOTS)
    days: frozenset[int] = frozenset()
    if _DIGIT.search(folded):
        folded, days = day_of_several(undated(folded))
    folded, editions = _counted(folded, title)
    if not _DIGIT.search(folded):
        return _Read(folded, _words(folded), editions=editions, days=days, is_cut=is_cut)
    words, years = _without_years(folded)
    editions |= frozenset(_number(word) for word in words if _is_edition(word))
    return _Read(folded, words, years, editions, days, is_cut)


def _counted(folded: str, title: str) -> tuple[str, frozenset[int]]:
    """Return a folded title without the edition that opens it in words or in Roman figures, and that."""
    if counted := _COUNTED.match(folded):
        return folded[counted.end() :], frozenset([ORDINALS[counted[1]]])
    roman = _ROMAN_FIRST.match(title)
    if roman and folded.startswith(roman[1].lower()):
        return folded[len(roman[1]) :], frozenset([_value(roman[1])])
    return folded, frozenset()


def _value(roman: str) -> int:
    """Return the number of Roman figures: what stands before a larger one is taken off."""
    numbers = [_FIGURES[it] for it in roman]
    return sum(-it if it < follower else it for it, follower in zip(numbers, [*numbers[1:], 0], strict=True))


def _own(named: list[str]) -> list[str]:
    """Leave out words that only say that it is a conference, which and whose, unless nothing else is left."""
    return [word for word in named if word not in _UNTELLING] or named


def _parted(folded: str, core: tuple[str, ...]) -> Title:
    """Return which words of the core stand but before a dash or colon, which but behind, and both joined."""
    parts = _TAIL.split(folded, maxsplit=1)
    if len(parts) == 1:
        return _WHOLE
    before, behind = (_coded([it for it in _without_years(part)[0] if not _is_edition(it)]) for part in parts)
    own, own_behind, words = _own(before), _own(behind), frozenset(core)
    return _WHOLE._replace(
        head=words.difference(own_behind),
        tail=words.difference(before),
        before=_short("".join(own)),
        behind=_short("".join(own_behind)),
    )


def _without_years(folded: str) -> tuple[list[str], frozenset[int]]:
    """Return the words of a folded title but its years, and these."""
    parted = _GLUED_YEAR.sub(r"\1 \2", folded)
    years = {int(year) for year in _YEAR.findall(parted)}
    years |= {2000 + int(year) for year in _SHORT_YEAR.findall(parted)}
    words = [word for word in _words(_SHORT_YEAR.sub(" ", parted)) if not _YEAR.fullmatch(word)]
    glued = [_GLUED_SHORT.search(word) for word in words]
    years |= {2000 + int(found[1]) for found in glued if found}
    return [_GLUED_SHORT.sub("", word) for word in words], frozenset(years)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of any text in the form in which titles hold them, country names as codes."""
    return tuple(_coded(_words(fold(text))))


def _words(folded: str) -> list[str]:
    plain = _APOSTROPHE.sub("", folded) if "'" in folded or "\u2019" in folded else folded
    return _WORD.findall(plain)


def _short(name: str) -> str:
    for long, short in ONE_FOR_ANOTHER.items():
        if long in name:
            name = name.replace(long, short)
    return name


def stem(name: str) -> str:
    """Take off one ending that only says "conference"."""
    if not name.endswith(_SUFFIXES):  # as most do not
        return name
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= _SHORTEST_STEM:
            return name.removesuffix(suffix)
    return name


def _coded(words: list[str]) -> list[str]:
    """Put a country's code for its name and one word for its like: so two ways to write a name are equal."""
    if _OPENING.isdisjoint(words):  # as most are
        return [country_code(word) or _MEANT.get(word, word) for word in words]
    coded: list[str] = []
    skip = False
    for word, follower in zip(words, [*words[1:], ""], strict=False):
        if skip:
            skip = False
            continue
        pair = _code_of_two(f"{word} {follower}") if word in _OPENING else None
        skip = pair is not None
        coded.append(pair or country_code(word) or _MEANT.get(word, word))
    return coded


_OPENING: Final = first_words() | {name.partition(" ")[0] for name in TWO_AS_ONE}
"""Words with which a name of two begins that has a code."""


def _code_of_two(words: str) -> str | None:
    return country_code(words) or TWO_AS_ONE.get(words)


def _is_edition(word: str) -> bool:
    if not word[0].isdecimal():
        return False
    return (word.isdecimal() and len(word) <= LONGEST_EDITION) or _ORDINAL.fullmatch(word) is not None


def _number(word: str) -> int:
    return int("".join(letter for letter in word if letter.isdecimal()))
