"""From teacher vectors to a table of word-piece vectors whose sum predicts them.

Minimises, over the table W with its prior P (each piece embedded by itself),
    sum over texts |y - (sum of the text's rows of W) / sqrt(n)|^2  +  ridge |W - P|^2
by conjugate gradients, all dimensions at once (Hestenes and Stiefel 1952).
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped,import-not-found,unused-ignore]

Rows = npt.NDArray[np.float32]


def principal_axes(rows: Rows, dimensions: int) -> tuple[Rows, Rows]:
    """Return the mean, shape (d,), and the leading axes as columns, shape (d, dimensions)."""
    mean = rows.mean(axis=0)
    centred = rows - mean
    _, vectors = np.linalg.eigh(centred.T @ centred)
    return mean, np.ascontiguousarray(vectors[:, ::-1][:, :dimensions])


def project(rows: Rows, mean: Rows, axes: Rows) -> Rows:
    """Return the rows along the axes, shape (n, dimensions)."""
    return np.asarray((rows - mean) @ axes, dtype=np.float32)


def design(pieces: list[list[int]], vocabulary: int) -> Any:  # noqa: ANN401 - scipy's sparse types are private
    """Return the sparse matrix, shape (texts, vocabulary), of piece counts over the root of their number."""
    counts = np.array([len(row) for row in pieces])
    columns = np.concatenate([np.asarray(row, dtype=np.int64) for row in pieces])
    lines = np.repeat(np.arange(len(pieces)), counts)
    weights = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts).astype(np.float32)
    return sparse.csr_matrix((weights, (lines, columns)), shape=(len(pieces), vocabulary))


def ridge(texts: Any, target: Rows, prior: Rows, *, penalty: float, rounds: int) -> Rows:  # noqa: ANN401
    """Return the table, shape of `prior`, that minimises the sum in the module's docstring."""
    turned = texts.T.tocsr()
    step = np.zeros_like(prior)
    rest = turned @ (target - texts @ prior)
    direction = rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(rounds):
        image = turned @ (texts @ direction) + penalty * direction
        length = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        step += length * direction
        rest -= length * image
        grown = (rest * rest).sum(axis=0)
        direction = rest + grown / np.maximum(size, 1e-12) * direction
        size = grown
    return np.asarray(prior + step, dtype=np.float32)


def quantise(table: Rows) -> tuple[npt.NDArray[np.int8], Rows]:
    """Return int8 rows and one float32 scale a row; a row's largest part becomes 127."""
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    return np.rint(table / scales[:, None]).astype(np.int8), scales.astype(np.float32)
