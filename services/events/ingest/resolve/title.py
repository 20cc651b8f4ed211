"""What a title says once its edition, its year and its generic words are set apart."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from services.events.ingest.resolve.countries import country_code, first_words
from services.events.ingest.resolve.title_ornaments import unadorned
from services.events.ingest.resolve.title_words import (
    COUNTING,
    GENERIC,
    ONE_FOR_ANOTHER,
    REGION_CODES,
    SOCIETIES,
    UNSPOKEN,
)
from shared.text import fold

_WORD: Final = re.compile(r"[^\W_]+(?:\+\+|#)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR: Final = re.compile(r"['\u2019](\d\d)\b")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019](?=\w)")
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th|a|o|e|er|eme|x)")
_ROMAN: Final = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{1,3}|v)|x{1,3}")
_GLUED_YEAR: Final = re.compile(r"([a-z]{3,})(20\d\d)\b")
_GLUED_SHORT: Final = re.compile(r"(?<=[a-z]{3})(2\d)$")
_DIGIT: Final = re.compile(r"\d")
_HELD: Final = re.compile(r"\(([^()]{2,100})\)")
"""What stands in brackets is a name where it abbreviates the rest; else a remark, like "free"."""
_PRESENTED: Final = re.compile(
    r"^.{2,60}?\s(?:presents?|pr[e\u00e9]sentent?|pr\u00e4sentiert|presentan?|apresenta)\b:?\s+(?=\S{2})",
    re.IGNORECASE,
)
"""Who holds it, and that they do: what follows is its name."""
_TAIL: Final = re.compile(r"\s*(?::|\|)\s|\s[-\u2013\u2014]+\s")
"""Before what a title says about its name: "DEVit - The Web Conference"."""
LONGEST_EDITION: Final = 3
"""Digits of a bare number that counts an edition."""
_SUFFIXES: Final = ("conference", "conf", "con", "konf")
"""What names end in that say no more than that it is a conference; kept where nothing else is left."""
_UNTELLING: Final = frozenset(_SUFFIXES) | SOCIETIES | COUNTING
_SHORTEST_STEM: Final = 2
_MOST_NAMES: Final = 6
_SHORTEST_ACRONYM: Final = 3
_FEWEST: Final = 4
_MOST_WORDS: Final = 14


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
    """`joined` before long words are shortened, where that differs: a slip in "pyhton" is one in "py"."""
    remark: frozenset[str] = frozenset()
    """Words in the brackets that were left off: "beginners" of "Yoga (beginners)"."""

    @property
    def words(self) -> frozenset[str]:
        """The words of the core."""
        return frozenset(self.core)


@lru_cache(maxsize=20_000)
def dissect(title: str) -> Title:
    """Take a title apart; a title of nothing but generic words keeps them."""
    folded = unadorned(title)
    if _DIGIT.search(folded):
        words, years, editions = _without_numbers(folded)
        named = _coded([word for word in words if not _is_edition(word)])
    else:
        words, years, editions = _words(folded), frozenset(), frozenset()
        named = _coded(words)
    if len(named) > 1 and len(named[-1]) > 1 and _ROMAN.fullmatch(named[-1]):
        named = named[:-1]
    core = tuple([word for word in named if word not in GENERIC]) or tuple(named) or tuple(words)
    own = "".join(_own(named))
    joined = _short(own)
    head, tail, behind = _parted(folded, core)
    return Title(
        core=core,
        years=years,
        editions=editions,
        joined=joined,
        held_at=frozenset(named[: named.index("at")]) if "at" in named else frozenset(),
        initials="".join([word[0] for word in named if word not in UNSPOKEN]),
        host=frozenset(named[named.index("at") + 1 :]) if "at" in named else frozenset(),
        tail=tail,
        head=head,
        behind=behind,
        spelt="" if own == joined else own,
    )


def _own(named: list[str]) -> list[str]:
    """Leave out words that only say that it is a conference, which and whose, unless nothing else is left."""
    return [word for word in named if word not in _UNTELLING] or named


def _parted(folded: str, core: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], str]:
    """Return which words of the core stand but before a dash or colon, which but behind, and all of these."""
    parts = _TAIL.split(folded, maxsplit=1)
    if len(parts) == 1:
        return frozenset(), frozenset(), ""
    before, (behind, *_) = _coded(_words(parts[0])), _without_numbers(parts[1])
    named, words = _own(_coded(behind)), frozenset(core)
    return words.difference(named), words.difference(before), _short("".join(named))


def _without_numbers(folded: str) -> tuple[list[str], frozenset[int], frozenset[int]]:
    """Return the words of a folded title but its years, and what years and editions it names."""
    parted = _GLUED_YEAR.sub(r"\1 \2", folded)
    years = {int(year) for year in _YEAR.findall(parted)}
    years |= {2000 + int(year) for year in _SHORT_YEAR.findall(parted)}
    words = [word for word in _words(_SHORT_YEAR.sub(" ", parted)) if not _YEAR.fullmatch(word)]
    glued = [_GLUED_SHORT.search(word) for word in words]
    years |= {2000 + int(found[1]) for found in glued if found}
    words = [_GLUED_SHORT.sub("", word) for word in words]
    return words, frozenset(years), frozenset(_number(word) for word in words if _is_edition(word))


@lru_cache(maxsize=20_000)
def titles_of(title: str, other_name: str | None) -> tuple[Title, ...]:
    """Return the names that a listing goes by: title, other name, what these hold in brackets or abbreviate.

    "ADDC - App Design & Development" is "ADDC", too.
    """
    names = list(_written(title))
    if other_name:
        names += _written(other_name)
    names += [(part, "") for name, _ in names[:] for part in _abbreviated(name)]
    return tuple(dict.fromkeys(_remarked(*name) for name in names[:_MOST_NAMES]))


def _remarked(name: str, remark: str) -> Title:
    return dissect(name)._replace(remark=dissect(remark).words) if remark else dissect(name)


def _written(title: str) -> Iterator[tuple[str, str]]:
    """Yield the names that are written in a title, each with the brackets that it leaves off.

    What stands in brackets is a name of its own only where it abbreviates the rest.
    """
    yield title, ""
    if "sent" in title.lower() and (presented := _PRESENTED.match(title)):
        yield title[presented.end() :], ""
    bare = _HELD.sub(" ", title).strip()
    if bare and bare != title:
        held, initials = _HELD.findall(title), dissect(bare).initials
        yield bare, " ".join(it for it in held if not _is_of_letters(it, initials))
        yield from ((it, "") for it in held if _is_of_letters(it, initials))


def _is_of_letters(held: str, initials: str) -> bool:
    """Tell whether a name is made of the first letters of another: all of them, or some in their order."""
    short = dissect(held).joined
    letters = iter(initials)
    return len(short) >= _SHORTEST_ACRONYM and all(letter in letters for letter in stem(short))


def _abbreviated(title: str) -> Iterator[str]:
    """Yield a word that is made of the first letters of all others, and those others."""
    words = _WORD.findall(title)
    if not _FEWEST <= len(words) <= _MOST_WORDS:
        return
    for word in words:
        if len(word) >= _SHORTEST_ACRONYM and word.isupper():
            rest = " ".join(other for other in words if other != word)
            if word.lower() in {dissect(rest).initials, f"{dissect(rest).initials}c"}:
                yield word
                yield rest


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
        return [country_code(word) or ONE_FOR_ANOTHER.get(word, word) for word in words]
    coded: list[str] = []
    skip = False
    for word, follower in zip(words, [*words[1:], ""], strict=False):
        if skip:
            skip = False
            continue
        pair = _code_of_two(f"{word} {follower}") if word in _OPENING else None
        skip = pair is not None
        coded.append(pair or country_code(word) or ONE_FOR_ANOTHER.get(word, word))
    return coded


_OPENING: Final = first_words() | {name.partition(" ")[0] for name in REGION_CODES}
"""Words with which a name of two begins that has a code."""


def _code_of_two(words: str) -> str | None:
    return country_code(words) or REGION_CODES.get(words)


def _is_edition(word: str) -> bool:
    if not word[0].isdecimal():
        return False
    return (word.isdecimal() and len(word) <= LONGEST_EDITION) or _ORDINAL.fullmatch(word) is not None


def _number(word: str) -> int:
    return int("".join(letter for letter in word if letter.isdecimal()))
