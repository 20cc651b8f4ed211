"""What words or topics mean among the people of one roster: directions in which sets of them go together."""

import numpy as np
from scipy.sparse import csr_array

from services.matching.people.person import Vectors
from services.matching.recommend.parameters import LatentNumbers


def along(rows: csr_array, directions: Vectors) -> Vectors:
    """Return people in latent dimensions, as rows of unit length (zero for who has nothing known)."""
    return unit_rows(rows @ directions)


def directions(rows: csr_array, numbers: LatentNumbers) -> Vectors:
    """Return the directions in which the columns of rows go together; shape (columns, dimensions).

    Latent semantic analysis (Deerwester and others 1990) by randomised subspace iteration (Halko,
    Martinsson and Tropp 2011). A roster gets a dimension for every `people_each` people, `dimensions` at
    most; of one with fewer than `least_dimensions` nothing can be told: no columns.
    """
    most = min(numbers.dimensions, rows.shape[0] // numbers.people_each, rows.shape[1] - 1)
    if most < numbers.least_dimensions:
        return np.zeros((rows.shape[1], 0), dtype=np.float32)
    start = np.random.default_rng(numbers.seed).standard_normal((rows.shape[1], most + numbers.spare))
    basis = np.linalg.qr(rows @ start)[0]
    for _ in range(numbers.rounds):
        basis = np.linalg.qr(rows @ np.linalg.qr(rows.T @ basis)[0])[0]
    return np.asarray(np.linalg.svd(basis.T @ rows, full_matrices=False)[2][:most].T, dtype=np.float32)


def unit_rows(rows: np.ndarray) -> Vectors:
    """Scale rows to length one; those that are (nearly) zero become zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)  # noqa: PLR2004
    return np.asarray(unit, dtype=np.float32)
