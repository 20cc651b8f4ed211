"""Folding: the form of a text in which case, accents and look-alike code points no longer differ."""

import unicodedata

_MARKS = dict.fromkeys(range(0x0300, 0x0370))
"""Combining diacritical marks of European scripts; marks of other scripts carry meaning and stay."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"},
)
"""Latin letters that Unicode does not decompose, by the spelling people type instead."""

_ROUNDS = 4
"""Casefolding can undo a normal form and the reverse; a fixed point came within two rounds so far."""


def fold(text: str) -> str:
    """Return the text in lower case, without accents, in NFKC. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    for _ in range(_ROUNDS):
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def _fold_once(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).translate(_MARKS)
    return unicodedata.normalize("NFKC", bare.casefold().translate(_LETTERS))
