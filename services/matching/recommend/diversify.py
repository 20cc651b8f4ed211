"""From mutual chances to an order: impressions wear off, ties fall to a keyed hash, likeness yields."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from math import sqrt

import numpy as np

from services.matching.recommend.latent import unit_rows
from services.matching.recommend.parameters import ListNumbers
from services.matching.recommend.topic_index import Floats


def worn(rank: float, shown: int) -> float:
    """Return rank * (1 + shown)^-0.5: what was shown and not taken up makes room."""
    return rank / sqrt(1 + shown)


def tie_break(key: bytes, viewer: str, candidate: str) -> bytes:
    """Return a value that orders equals: stable for a viewer, different between viewers, not alphabetical."""
    return blake2b(f"{viewer}/{candidate}".encode(), key=key, digest_size=8).digest()


def diversify(
    ranked: Sequence[tuple[str, float]],
    tastes: Mapping[str, Mapping[str, float]],
    novelty: float,
    numbers: ListNumbers,
) -> tuple[str, ...]:
    """Reorder (id, H), best first, by maximal marginal relevance (Carbonell and Goldstein 1998).

    Novelty 0 keeps the order exactly; 1 gives up to `most_novelty` of the weight to being unlike the chosen.
    """
    share = numbers.most_novelty * novelty
    if share == 0 or len(ranked) <= 1:
        return tuple(person for person, _ in ranked)
    alike = likenesses([tastes[person] for person, _ in ranked])
    left = (1 - share) * np.array([value for _, value in ranked]) / (ranked[0][1] or 1.0)
    nearest = np.zeros(len(ranked))
    chosen: list[str] = []
    for _ in ranked:
        latest = int(np.argmax(left - share * nearest))
        chosen.append(ranked[latest][0])
        left[latest] = -np.inf
        nearest = np.maximum(nearest, alike[latest])
    return tuple(chosen)


def likenesses(tastes: Sequence[Mapping[str, float]]) -> Floats:
    """Return the cosines of topic vectors with one another, in [0, 1]."""
    places: dict[str, int] = {}
    for own in tastes:
        for topic in own:
            places.setdefault(topic, len(places))
    rows = np.zeros((len(tastes), len(places)))
    for row, own in zip(rows, tastes, strict=True):
        row[[places[topic] for topic in own]] = list(own.values())
    unit = unit_rows(rows).astype(np.float64)
    alike: Floats = unit @ unit.T
    return alike
