"""The static text embedding: word pieces, one int8 vector each, summed and normalised.

The table is distilled by `deploy/embedding/build.py`; `docs/figures/embedding.md` says how good it is.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

DIMENSIONS = 256
MAX_CHARACTERS = 20_000
"""Of each text; the rest is not read."""

_CHUNK = 256
"""Texts a step, so that memory stays bounded however many are handed in."""

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

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), DIMENSIONS).

        Rows have length one, or zero where a text holds no known piece. A text's row does not depend on
        the other texts, and hardly (by rounding alone) on the order of its words.
        """
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(texts), _CHUNK):
            self._fill(rows[start : start + _CHUNK], texts[start : start + _CHUNK])
        return rows

    def _fill(self, rows: Vectors, texts: Sequence[str]) -> None:
        cut = [text[:MAX_CHARACTERS] for text in texts]
        for row, encoding in zip(
            rows, self._tokenizer.encode_batch(cut, add_special_tokens=False), strict=True
        ):
            pieces = np.asarray(encoding.ids, dtype=np.int64)
            if pieces.size:
                row[:] = self._scales[pieces] @ self._table[pieces].astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)


@cache
def load_embedder() -> Embedder:
    """Read the shipped table (about 8 MB, well under a second); the same object on every call."""
    tokenizer = Tokenizer.from_file(str(_HERE / "tokenizer.json"))
    with np.load(_HERE / "table.npz") as stored:
        return Embedder(tokenizer, stored["table"], stored["scales"])
