"""What people look for in others, and what they bring: the one-sided part of liking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.people.person import Vectors
from services.matching.recommend.arrays import EVERYONE, Floats, Ints, Others, TwoWay
from services.matching.recommend.parameters import PreferenceNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Norms:
    """The qualities that some look for and some have; how much people have of each, and its spread."""

    names: tuple[str, ...]
    mean: Floats
    spread: Floats


@dataclass(frozen=True, slots=True, eq=False)
class PreferenceIndex:
    """`wants[p, q]`: how much p looks for quality q, as a share; `gives[p, q]`: how much p has of it.

    What is given counts in standard deviations of the roster, so that wanting what all have moves nobody.
    Who tells nothing of what they give counts as usual: it is not known that they have none of it.
    """

    wants: Vectors
    gives: Vectors
    norms: Norms

    def of(self, positions: Ints, others: Others = EVERYONE) -> TwoWay:
        """Return how well others have what each looks for, and the reverse; about 0 on average."""
        wants, gives = self.wants, self.gives
        if not self.norms.names:
            nothing = np.zeros((len(positions), len(gives[others])), dtype=np.float32)
            return TwoWay(nothing, nothing)
        return TwoWay(wants[positions] @ gives[others].T, gives[positions] @ wants[others].T)


def build_preference_index(
    wants: Sequence[Mapping[str, float]], gives: Sequence[Mapping[str, float]], numbers: PreferenceNumbers,
    norms: Norms | None = None,
) -> PreferenceIndex:  # fmt: skip
    """Index the people of a roster, in its order; a quality nobody has moves nobody.

    What is usual they tell themselves, unless the norms of another population are given.
    """
    norms = norms or _norms(wants, gives, numbers.least_spread)
    told = np.array([bool(own) for own in gives]).reshape(-1, 1)
    standard = told * (_table(gives, norms.names) - norms.mean) / norms.spread
    return PreferenceIndex(_table(wants, norms.names).astype(np.float32), standard.astype(np.float32), norms)


def _norms(wants: Sequence[Mapping[str, float]], gives: Sequence[Mapping[str, float]], least: float) -> Norms:
    names = sorted({name for own in gives for name in own} & {name for own in wants for name in own})
    given = _table([own for own in gives if own], names)
    if not given.size:
        return Norms((), np.zeros(0), np.ones(0))
    return Norms(tuple(names), given.mean(axis=0), np.maximum(given.std(axis=0), least))


def _table(people: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[own.get(name, 0.0) for name in names] for own in people]).reshape(
        len(people), len(names)
    )
