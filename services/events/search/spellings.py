"""Very many words, and which of them a word may be that is a slip of the pen or two away."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

LONGEST_WORD: Final = 40
MOST_SLIPS: Final = 2
_MODULUS: Final = 1 << 32
_BASE: Final = 0x9E3779B1
"""Odd, so that it can be divided by."""
_POWERS: Final = tuple(pow(_BASE, place, _MODULUS) for place in range(LONGEST_WORD))
_INVERSE: Final = pow(_BASE, -1, _MODULUS)
_SHELVES: Final = 1 << 18
_PER_SHELF: Final = _MODULUS // _SHELVES


class Spellings:
    """Words of at most 40 letters, which are also put by what is left of them without any one letter.

    Of words that are one slip apart (a letter too many, missing or wrong, two swapped) what is left is
    the same for both. They are found on the shelf of its hash, together with a few that are there by chance.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._lengths = np.fromiter(map(len, self._words), np.int8)
        self._first = np.searchsorted(self._lengths, np.arange(LONGEST_WORD + 2 * MOST_SLIPS)).tolist()
        codes = _codes(self._words)
        self._letters = _letters(codes)
        self._shelved, self._shelf_at = self._put(codes)

    def one_slip(self, word: str) -> list[str]:
        """Return the words that are no more than one slip from this one, and some that are."""
        shelved, at = self._shelved, self._shelf_at
        shelves = _shelves([ord(letter) for letter in word])
        found = {number for shelf in shelves for number in shelved[at[shelf] : at[shelf + 1]]}
        return [self._words[number] for number in sorted(found)]

    def two_slips(self, word: str) -> list[str]:
        """Return the words that are no more than two slips from this one, and some that are.

        A letter too many or missing is one difference of length and one of letters, a wrong one two of
        letters, swapped ones none.
        """
        near = slice(self._first[max(len(word) - MOST_SLIPS, 0)], self._first[len(word) + MOST_SLIPS + 1])
        differing = np.bitwise_count(self._letters[near] ^ _letters_of(word))
        differing += np.abs(self._lengths[near] - np.int8(len(word))).view(np.uint8)
        found = (differing <= 2 * MOST_SLIPS).nonzero()[0] + near.start
        return list(map(self._words.__getitem__, found.tolist()))

    def _put(self, codes: NDArray[np.uint32]) -> tuple[memoryview, memoryview]:
        """Return the numbers of the words shelf by shelf, and where in them each shelf begins."""
        shelves, numbers = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        for length in np.unique(self._lengths).tolist():
            alike = slice(self._first[length], self._first[length + 1])
            these = np.arange(alike.start, alike.stop, dtype=np.int32)
            for shelf in _shelves([*codes[alike, :length].T.astype(np.uint64)]):
                shelves.append(shelf)
                numbers.append(these)
        joined = np.concatenate(shelves).astype(np.int32)
        ends = np.bincount(joined, minlength=_SHELVES).cumsum(dtype=np.int32)
        shelved = np.concatenate(numbers)[joined.argsort()]
        return shelved.data, np.concatenate((np.zeros(1, np.int32), ends)).data


def _shelves(letters: Sequence[Any]) -> Iterator[Any]:
    """Yield the shelf of a word, and of what is left of it without each of its letters in turn.

    `letters` are its code points, or for many words of one length an array of those at each place. The hash
    is a polynomial: behind the letter left out each stands one place, and so one power, lower.
    """
    terms = [letter * power for letter, power in zip(letters, _POWERS, strict=False)]
    whole, before = sum(terms), 0
    yield whole % _MODULUS // _PER_SHELF
    for term in terms:
        yield (before + (whole - before - term) * _INVERSE) % _MODULUS // _PER_SHELF
        before = before + term  # not in place: of arrays the one before would change as well


def _codes(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the code points of each word in a row, zeros behind its end."""
    if not words:
        return np.zeros((0, 1), np.uint32)
    return np.array(words, dtype=str).view(np.uint32).reshape(len(words), -1)


def _letters(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the letters of each word as 32 bits, of which a digit shares a letter's."""
    bits = np.where(codes, np.uint32(1) << (codes & 31), np.uint32(0))
    letters: NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return letters


def _letters_of(word: str) -> np.uint32:
    """Return those of one word, which takes a thirtieth of the time so."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 31)
    return np.uint32(letters)
