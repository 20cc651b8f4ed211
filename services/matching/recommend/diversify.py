"""From mutual chances to an order: impressions wear off, ties fall to a keyed hash, likeness yields."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import numpy as np

from services.matching.recommend.parameters import ListNumbers
from services.matching.recommend.topic_index import Floats


def worn(mutual: Floats, shown: Floats) -> Floats:
    """Return H * (1 + shown)^-0.5: what was shown and not taken up makes room."""
    return mutual / np.sqrt(1.0 + shown)


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
    best = ranked[0][1] or 1.0
    left = {person: (1 - share) * value / best for person, value in ranked}
    nearest = dict.fromkeys(left, 0.0)
    chosen: list[str] = []
    while left:
        latest = max(left, key=lambda person: left[person] - share * nearest[person])
        chosen.append(latest)
        del left[latest]
        for person in left:
            nearest[person] = max(nearest[person], likeness(tastes[person], tastes[latest]))
    return tuple(chosen)


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two topic vectors, in [0, 1]."""
    dot = sum(value * other.get(topic, 0.0) for topic, value in one.items())
    norm = float(np.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values())))
    return dot / norm if norm > 0 else 0.0
