"""The static text embedding: word pieces, one int8 vector each, summed and normalised.

The table is distilled by `deploy/embedding/build.py`; `docs/figures/embedding.md` says how good it is.
"""

import re
from collections.abc import Sequence
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
                whole = self._scales[pieces] @ self._table[pieces].astype(np.float32)
                length = sqrt(whole @ whole)  # of one row a third of the time that a norm of all takes
                row[:] = whole / length if length > 0 else whole
        return rows

    def pieces(self, text: str) -> list[int]:
        """Return the numbers of the word pieces, as the tokenizer gives them for the whole text."""
        return [piece for run in text.replace("\n", " ").split(" ") for piece in self._pieces_of_run[run]]

    def _cut_run(self, run: str) -> tuple[int, ...]:
        words = _WORD.findall(run.lower()) if run.isascii() and run.isprintable() else [run]
        return tuple(piece for word in words for piece in self._cut(word))

    def _cut(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)


@cache
def load_embedder() -> Embedder:
    """Read the shipped table (about 8 MB, well under a second); the same object on every call."""
    tokenizer = Tokenizer.from_file(str(_HERE / "tokenizer.json"))
    with np.load(_HERE / "table.npz") as stored:
        return Embedder(tokenizer, stored["table"], stored["scales"])
