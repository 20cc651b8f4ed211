"""What people look for in others, and what they bring: the one-sided part of liking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.people.person import Vectors
from services.matching.recommend.interest import TwoWay
from services.matching.recommend.parameters import PreferenceNumbers
from services.matching.recommend.topic_index import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class PreferenceIndex:
    """`wants[p, q]`: how much p looks for quality q, as a share; `gives[p, q]`: how much p has of it.

    What is given counts in standard deviations of the roster, so that wanting what all have moves nobody.
    """

    wants: Vectors
    gives: Vectors

    def of(self, positions: Ints) -> TwoWay:
        """Return how well others have what each looks for, and the reverse; about 0 on average."""
        return TwoWay(self.wants[positions] @ self.gives.T, self.gives[positions] @ self.wants.T)


def build_preference_index(
    wants: Sequence[Mapping[str, float]], gives: Sequence[Mapping[str, float]], numbers: PreferenceNumbers
) -> PreferenceIndex:
    """Index the people of a roster, in its order; a quality nobody has moves nobody."""
    names = sorted({name for own in gives for name in own} & {name for own in wants for name in own})
    standard = _standard(_table(gives, names), numbers.least_spread)
    return PreferenceIndex(_table(wants, names).astype(np.float32), standard.astype(np.float32))


def _table(people: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[own.get(name, 0.0) for name in names] for own in people]).reshape(
        len(people), len(names)
    )


def _standard(given: Floats, least: float) -> Floats:
    if not given.size:
        return given
    standard: Floats = (given - given.mean(axis=0)) / np.maximum(given.std(axis=0), least)
    return standard
