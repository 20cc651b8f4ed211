"""What kind of people a list is made of: industry, country, stage and area of work."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from services.matching.people.person import Person
from services.matching.people.visibility import home_of, may_influence
from services.matching.people.words import OWN_WORD, parent
from services.matching.recommend.arrays import Floats, Ints
from shared.text import fold

Facets = tuple[str, ...]
"""A person's value of each of `DIMENSIONS`; empty where nothing is stated."""

DIMENSIONS = ("industry", "country", "stage", "area")


def facets_of(person: Person, strengths: Mapping[str, float]) -> Facets:
    """Return the facets of a person; those they hide take no part."""
    profile, home = person.profile, home_of(person.profile)
    industry = fold(profile.industry or "").strip() if may_influence(profile, "industry") else ""
    stage = (profile.seniority or "") if may_influence(profile, "seniority") else ""
    return industry, (home.country or "") if home else "", stage, main_area(strengths)


def main_area(strengths: Mapping[str, float]) -> str:
    """Return the area of most weight; empty where no topic is known."""
    areas = {parent(topic) or topic for topic in strengths if not topic.startswith(OWN_WORD)}
    return min(areas, key=lambda area: (-strengths.get(area, 0.0), area), default="")


def code_of(facets: Facets) -> Ints:
    """Return a number for each value, the same in every roster; 0 where nothing is stated."""
    return np.array([_code(value) for value in facets], dtype=np.int64)


@lru_cache(10_000)
def _code(value: str) -> int:
    return int.from_bytes(blake2b(value.encode(), digest_size=7).digest()) if value else 0


def gaps(mine: Ints, network: Ints, pool: Ints) -> Floats:
    """Return how much each of a pool fills a gap in each dimension, in [0, 1]; shape (pool, dimensions).

    A gap is 1 / (1 + 10 share) with the share of one's own people (oneself among them) that have the value;
    0 where nothing is stated. All are codes, `network` and `pool` a row a person.
    """
    alike = (pool == mine).astype(np.int64)
    if len(network):
        alike += np.add.reduce(pool[:, None, :] == network[None, :, :], axis=1, dtype=np.int64)
    filled: Floats = 1 / (1 + 10 * (alike / (1 + len(network))))
    filled[pool == 0] = 0.0
    return filled
