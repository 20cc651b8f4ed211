"""Texts as the search sees them: the same words for events and for queries."""

import re
from typing import Final

from shared.text import fold
from shared.topics.words import parts_of, words_of

_WORD: Final = re.compile(r"[^\W_]+")
_SIGNS: Final = (
    (re.compile(r"(?<!\w)c\+\+(?!\w)"), " cplusplus "),
    (re.compile(r"(?<!\w)([cf])#(?!\w)"), r" \1sharp "),
    (re.compile(r"(?<![\w.])\.net(?!\w)"), " dotnet "),
)
"""Names that lose what tells them apart together with their signs."""
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
"""Runs of Chinese and Japanese letters, which are written without spaces between words."""
_PARTED: Final = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(256)
"""Every sign of ASCII but letters and digits as a blank."""


def searchable(text: str) -> str:
    """Return the folded words of a text, parted by spaces, without signs for a parser to interpret."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return parted(text).split()


def parted(text: str) -> str:
    """Return the folded words of a text with blanks between them, one or more: all that an index asks for."""
    folded = fold(text if text.isascii() else _UNSEEN.sub("", text))
    if "#" in folded or "++" in folded or ".net" in folded:
        for sign, name in _SIGNS:
            folded = sign.sub(name, folded)
    # What follows gives the same for both; the first takes a quarter of the time.
    if folded.isascii():
        return folded.encode("ascii").translate(_PARTED).decode("ascii")
    return " ".join(_WORD.findall(_UNSPACED.sub(_in_pairs, folded)))


def _in_pairs(run: re.Match[str]) -> str:
    """Return each two letters that follow one another as a word, so that any part is found without a list."""
    letters = run[0]
    pairs = (letters[at : at + 2] for at in range(max(len(letters) - 1, 1)))
    return f" {' '.join(pairs)} "


def title_words(title: str) -> str:
    """Return the searchable words of a title, with the parts of names in camel case (`RustFest`)."""
    parts = [fold(part.written) for word in words_of(title) for part in parts_of(word)]
    return " ".join([searchable(title), *parts])
