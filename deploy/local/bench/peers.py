"""What other libraries take to find the likest twenty of one person among the same people.

They are no requirement of the product: `pip install faiss-cpu implicit` beside it has them measured.
LightFM does not build with current compilers and is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.population.topic_index import topic_rows

_SHOWN, _FACTORS, _PASSES = 20, 64, 5


@dataclass(frozen=True, slots=True)
class Peer:
    """A library and what finds the likest of a person by position; or why it is not measured."""

    name: str
    find: Callable[[int], object] | None
    why_not: str = ""


def peers(roster: Roster, matrix: np.ndarray) -> Iterator[Peer]:
    """Yield reading the rows once, then each library over them, or over the topics of the same people."""
    flat = matrix.ravel()
    yield Peer("memory: the rows read once", lambda _: flat @ flat)
    for name, build in (("faiss flat", _flat), ("implicit ALS", _factors)):
        try:
            yield Peer(name, build(roster, matrix))
        except ImportError as missing:
            yield Peer(name, None, f"{missing}; see deploy/local/bench/peers.py")


def _flat(roster: Roster, matrix: np.ndarray) -> Callable[[int], object]:
    del roster
    faiss: Any = import_module("faiss")
    faiss.omp_set_num_threads(1)
    index = faiss.IndexFlatIP(matrix.shape[1])
    index.add(matrix)
    return lambda i: index.search(matrix[i : i + 1], _SHOWN)


def _factors(roster: Roster, matrix: np.ndarray) -> Callable[[int], object]:
    del matrix
    als: Any = import_module("implicit.als")
    places = {topic: i for i, topic in enumerate(roster.topics.rows)}
    rows = topic_rows([one.strengths for one in roster.own], places, roster.topics.weight)
    model = als.AlternatingLeastSquares(
        factors=_FACTORS, iterations=_PASSES, num_threads=1, random_state=0, use_gpu=False
    )
    model.fit(csr_matrix(rows), show_progress=False)
    return lambda i: model.similar_users(i, N=_SHOWN)
