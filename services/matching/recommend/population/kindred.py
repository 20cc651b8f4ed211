"""Names of interests that mean the like: what people share who wrote nothing but names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from services.matching.people.person import NAMED, WIDTH, Traits, Vectors
from services.matching.recommend.parameters import KindredNumbers, LatentNumbers
from services.matching.recommend.population.latent import along, directions, unit_rows

Named = Mapping[str, Vectors]
"""What one person names, with the vector of each."""

_BLOCK = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Kindred:
    """The `names` of a population, as unit rows from their `middle`, and directions of what goes together."""

    names: Vectors
    middle: Vectors
    directions: Vectors


def names_of(traits: Traits) -> Named:
    """Return the names of a person who wrote nothing else; who did is told by that."""
    pairs = list(zip(traits.sentences, traits.vectors, strict=True))
    if any(sentence.field not in NAMED for sentence, _ in pairs):
        return {}
    return {sentence.text: vector for sentence, vector in pairs if vector.any()}


def fit_kindred(people: Sequence[Named], numbers: KindredNumbers, latent: LatentNumbers) -> Kindred:
    """Fit to some people, the names that most of them have first."""
    held = Counter(name for own in people for name in own)
    most = sorted(held, key=lambda name: (-held[name], name))[: numbers.most_names]
    vector_of = {name: vector for own in people for name, vector in own.items()}
    vectors = np.array([vector_of[name] for name in most], dtype=np.float32).reshape(-1, WIDTH)
    middle = vectors.mean(axis=0) if len(vectors) else np.zeros(WIDTH, dtype=np.float32)
    space = Kindred(unit_rows(vectors - middle), middle, np.zeros((len(most), 0), dtype=np.float32))
    rows = _rows([own for own in people if own], space, numbers)
    return Kindred(space.names, middle, directions(rows, latent))


def kindred_rows(people: Sequence[Named], space: Kindred, numbers: KindredNumbers) -> Vectors:
    """Return people in those directions, as rows of unit length (zero for who is not told by names)."""
    if not space.directions.size:
        return np.zeros((len(people), 0), dtype=np.float32)
    return along(_rows(people, space, numbers), space.directions)


def _rows(people: Sequence[Named], space: Kindred, numbers: KindredNumbers) -> csr_array:
    """Return people by names of the population: each of their own stands for all that mean the like.

    The product of two rows is a soft cosine of names (Sidorov and others 2014).
    """
    vector_of = {name: vector for own in people for name, vector in own.items()}
    place = {name: i for i, name in enumerate(sorted(vector_of))}
    columns = np.array([place[name] for own in people for name in sorted(own)], dtype=np.int64)
    starts = np.cumsum([0, *(len(own) for own in people)])
    has = csr_array((np.ones(len(columns)), columns, starts), shape=(len(people), len(place)))
    vectors = np.array([vector_of[name] for name in place], dtype=np.float32).reshape(-1, WIDTH)
    return csr_array(has @ _alike(unit_rows(vectors - space.middle), space.names, numbers))


def _alike(these: Vectors, names: Vectors, numbers: KindredNumbers) -> csr_array:
    """Return cosine^power where it is no less than `least`, of rows with names; each row of unit length."""
    blocks = [csr_array((0, len(names)), dtype=np.float32)]
    for start in range(0, len(these), _BLOCK):
        cosines = these[start : start + _BLOCK] @ names.T
        cosines[cosines < numbers.least] = 0
        blocks.append(csr_array(unit_rows(cosines**numbers.power)))
    return csr_array(vstack(blocks, format="csr"))
