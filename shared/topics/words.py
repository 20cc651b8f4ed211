"""Words as the alias dictionary sees them: the same cut for aliases and for texts."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shared.text.fold import fold

_WORD = re.compile(r"(?<!\w)\.?[^\W_]+(?:\+\+|#)?|&")
"""Letters and digits, with what makes `.NET`, `C++`, `C#` and `FP&A` words of their own."""

_PART = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|\d|$)|[A-Z]?[a-z]{2,}|[A-Z]{2,}(?=[a-z]+$)")
"""The parts of a name such as `RustFest` or `JSConf`."""

_KEEP = frozenset({"sales", "series", "does", "always"})
_SHORTEST_PLURAL = 4
_LONGEST_NAME = 40
"""Longer words are no names; looking into them would cost the square of their length."""
_REMEMBERED = 20_000
"""Words kept ready: texts repeat a few thousand words over and over."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, and the key it is looked up by."""

    written: str
    key: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order; `&` reads as the word `and`."""
    return [
        _word(written) if len(written) <= _LONGEST_NAME else Word(written, _key(written))
        for written in _WORD.findall(text)
    ]


def parts_of(word: Word) -> tuple[Word, ...]:
    """Return the parts of a name written in camel case, or nothing for any other word."""
    name = word.written
    if name.islower() or len(name) > _LONGEST_NAME or name.isupper() or name.istitle():
        return ()
    parts = _PART.findall(name)
    return tuple(_word(part) for part in parts) if len(parts) > 1 else ()


@lru_cache(maxsize=_REMEMBERED)
def _word(written: str) -> Word:
    return Word(written, _key(written))


def _key(written: str) -> str:
    if written == "&":
        return "and"
    return _singular(fold(written))


def _singular(word: str) -> str:
    """Take off a plural ending; crude, but the same for aliases and texts, so nothing is lost by it."""
    if len(word) < _SHORTEST_PLURAL or word[-1] != "s" or word[-2] in "suiaow" or word in _KEEP:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
