"""The words of a population by hashes, as sketches name them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from services.matching.people.person import Vectors
from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.candidates.fitted import Spaces
from services.matching.recommend.candidates.sketch import hashed
from services.matching.recommend.parameters import InterestNumbers
from services.matching.recommend.population.latent import unit_rows


@dataclass(frozen=True, slots=True, eq=False)
class Wordbook:
    """Words that several use, in the order of the hashes `stems`: how rare each is, and where it points.

    `telling` are those so rare that sharing one tells of two people, `unknown` is how rare any other word is;
    `usual` and `slope` make up for length as `term_rows` does.
    """

    stems: Ints
    rarity: Block
    directions: Vectors
    telling: NDArray[np.bool_]
    unknown: float
    usual: float
    slope: float

    def latent(self, words: np.ndarray, lines: Ints, people: int) -> Vectors:
        """Return the words of some people in latent dimensions; `lines` tell whose each is."""
        known, places = self._known(words)
        times = 1 + np.log(words["times"][known].astype(np.float32))
        counts = csr_array((times, (lines[known], places[known])), shape=(people, len(self.stems)))
        return unit_rows(counts @ self.directions)

    def told(self, words: np.ndarray, lines: Ints, people: int) -> csr_array:
        """Return rows whose product is how alike what two people tell is, by rare words."""
        said = words["told"] > 0
        words, lines = words[said], lines[said]
        known, places = self._known(words)
        rarity = np.full(len(words), self.unknown, dtype=np.float32)
        rarity[known] = self.rarity[places[known]]
        weights = (1 + np.log(words["told"].astype(np.float32))) * rarity
        length = (1 - self.slope) * self.usual + self.slope * np.sqrt(
            np.bincount(lines, weights**2, minlength=people)
        )
        known[known] = self.telling[places[known]]
        values = (weights[known] / length[lines[known]]).astype(np.float32)
        cells = lines[known].astype(np.int32), places[known].astype(np.int32)
        return csr_array((values, cells), shape=(people, len(self.stems)))

    def _known(self, words: np.ndarray) -> tuple[NDArray[np.bool_], Ints]:
        if not len(self.stems):
            return np.zeros(len(words), dtype=bool), np.zeros(len(words), dtype=np.int64)
        places = np.minimum(np.searchsorted(self.stems, words["stem"]), len(self.stems) - 1)
        return self.stems[places] == words["stem"], places


def wordbook_of(spaces: Spaces, numbers: InterestNumbers) -> Wordbook:
    """Put the words of a population in the order of their hashes; none where it is too small to tell."""
    words, latent = spaces.words, spaces.latent
    if words is None or latent is None:
        return Wordbook(
            np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros((0, 0), np.float32), np.zeros(0, bool),
            unknown=1.0, usual=1.0, slope=numbers.length_slope,
        )  # fmt: skip
    stems = sorted(words.terms, key=hashed)
    users = np.array([words.users[stem] for stem in stems], dtype=np.float32)
    places = np.array([words.terms[stem] for stem in stems], dtype=np.int64)
    rarity = np.log((words.people + 1) / (users + np.float32(0.5)))
    return Wordbook(
        stems=np.array([hashed(stem) for stem in stems], dtype=np.int64), rarity=rarity,
        directions=(latent[places] * rarity[:, None]).astype(np.float32),
        telling=np.isin(places, words.rare(numbers.rare_share)),
        unknown=float(np.log((words.people + 1) / 0.5)), usual=words.usual, slope=numbers.length_slope,
    )  # fmt: skip
