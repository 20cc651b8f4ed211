"""The static text embedding: word pieces, one int8 vector each, summed and normalised.

The table is distilled by `deploy/embedding/build.py`; `docs/figures/embedding.md` says how good it is.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from shared.text.remembered import Remembered

DIMENSIONS = 256
MAX_CHARACTERS = 20_000
"""Of each text; the rest is not read."""

_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
"""How the tokenizer parts lower-case ASCII: runs of letters and digits, every other sign by itself."""

Vectors = npt.NDArray[np.float32]

_HERE = Path(__file__).parent


class Embedder:
    """Turns texts into unit vectors; immutable, safe to share between threads.

    Args:
        tokenizer: word pieces; adds no special pieces.
        table: int8, shape (pieces, DIMENSIONS).
        scales: float32, shape (pieces,); a piece's vector is its table row times its scale.
    """

    def __init__(self, tokenizer: Tokenizer, table: npt.NDArray[np.int8], scales: Vectors) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self._scales = scales
        self._pieces_of_run = Remembered(self._cut_run)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), DIMENSIONS).

        Rows have length one, or zero where a text holds no known piece. A text's row does not depend on
        the other texts, and hardly (by rounding alone) on the order of its words.
        """
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            pieces = np.array(self.pieces(text[:MAX_CHARACTERS]), dtype=np.int64)
            if pieces.size:
                whole = self._sum(pieces)
                length = sqrt(whole @ whole)  # of one row a third of the time that a norm of all takes
                row[:] = whole / length if length > 0 else whole
        return rows

    def _sum(self, pieces: npt.NDArray[np.int64]) -> Vectors:
        whole: Vectors = self._scales[pieces] @ self._table[pieces].astype(np.float32)
        return whole

    def pieces(self, text: str) -> list[int]:
        """Return the numbers of the word pieces, as the tokenizer gives them for the whole text."""
        return [piece for run in text.replace("\n", " ").split(" ") for piece in self._pieces_of_run[run]]

    def _cut_run(self, run: str) -> tuple[int, ...]:
        words = _WORD.findall(run.lower()) if run.isascii() and run.isprintable() else [run]
        return tuple(piece for word in words for piece in self._cut(word))

    def _cut(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)


class AnyLanguageEmbedder(Embedder):
    """Takes off texts in other languages than English what all pieces have in common that continue a word.

    It tells that words are not in the table: any two texts in German, or one in German and one in French, are
    alike by it.
    """

    def __init__(self, tokenizer: Tokenizer, table: npt.NDArray[np.int8], scales: Vectors) -> None:
        super().__init__(tokenizer, table, scales)
        names = (tokenizer.id_to_token(piece) or "" for piece in range(len(scales)))
        self._continues = np.array([name.startswith(_CONTINUES) for name in names])
        self._common = super()._sum(np.flatnonzero(self._continues)) / np.float32(self._continues.sum())

    def _sum(self, pieces: npt.NDArray[np.int64]) -> Vectors:
        continues, whole = self._continues[pieces], super()._sum(pieces)
        words, broken = np.count_nonzero(~continues), np.count_nonzero(continues[1:] > continues[:-1])
        if words < _A_TEXT or broken < _UNKNOWN * words:
            return whole
        return whole - np.float32(np.count_nonzero(continues)) * self._common


_A_TEXT = 3
"""Words, of which a text in another language has so many at the least: names are taken as they are."""
_UNKNOWN = 1 / 3
"""Share of its words that the table lacks: of nineteen in twenty texts in English at most a quarter."""
_CONTINUES = "##"
"""Begins the name of a piece that begins no word."""


@cache
def load_embedder() -> Embedder:
    """Read the shipped table (about 8 MB, well under a second); the same object on every call."""
    return Embedder(*_shipped())


@cache
def load_any_language() -> Embedder:
    """Return the shipped embedder for texts that are compared with one another, in whatever languages."""
    return AnyLanguageEmbedder(*_shipped())


@cache
def common_words() -> Mapping[str, int]:
    """Return the words that the table holds whole, folded: of English those that are not rare.

    The number of each tells how common it is, the most common the least.
    """
    pieces = _shipped()[0].get_vocab()
    return {name: number for name, number in pieces.items() if name.isalpha()}


@cache
def _shipped() -> tuple[Tokenizer, npt.NDArray[np.int8], Vectors]:
    tokenizer = Tokenizer.from_file(str(_HERE / "tokenizer.json"))
    with np.load(_HERE / "table.npz") as stored:
        return tokenizer, stored["table"], stored["scales"]
