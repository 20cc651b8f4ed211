"""Words as the alias dictionary sees them: the same cut for aliases and for texts."""

import re
from typing import NamedTuple

from shared.text.fold import fold
from shared.text.remembered import Remembered

_WORD = re.compile(r"(?<!\w)\.?[^\W_]+(?:\+\+|#)?|&")
"""Letters and digits, with what makes `.NET`, `C++`, `C#` and `FP&A` words of their own."""

_PART = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|\d|$)|[A-Z]?[a-z]{2,}|[A-Z]{2,}(?=[a-z]+$)")
"""The parts of a name such as `RustFest` or `JSConf`."""

_KEEP = frozenset({"sales", "series", "does", "always", "blues"})
_SHORTEST_PLURAL = 4
_LONGEST_NAME = 40
"""Longer words are no names; looking into them would cost the square of their length."""


class Word(NamedTuple):
    """A word as written, and the key it is looked up by."""

    written: str
    key: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order; `&` reads as the word `and`."""
    return [word for run in text.split() for word in _words_of_run[run]]


def parts_of(word: Word) -> tuple[Word, ...]:
    """Return the parts of a name written in camel case, or nothing for any other word."""
    name = word.written
    if name.islower() or len(name) > _LONGEST_NAME or name.isupper() or name.istitle():
        return ()
    parts = _PART.findall(name)
    return tuple(word_of(part) for part in parts) if len(parts) > 1 else ()


def word_of(written: str) -> Word:
    """Return a word as written, with the key by which it is matched: folded, and in the singular."""
    return Word(written, _key(written))


def _words(run: str) -> tuple[Word, ...]:
    """Return the words of a run of characters without white space, which no word holds."""
    return tuple(word_of(written) for written in _WORD.findall(run))


_words_of_run = Remembered(_words)


def _key(written: str) -> str:
    if written == "&":
        return "and"
    return _singular(fold(written))


def _singular(word: str) -> str:
    """Take off a plural ending; crude, but the same for aliases and texts, so nothing is lost by it."""
    if len(word) < _SHORTEST_PLURAL or word[-1] != "s" or word[-2] in "suiaow" or word in _KEEP:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
