"""How much oftener people who know one another share a topic than chance has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from services.matching.recommend.parameters import InterestNumbers


@dataclass(frozen=True, slots=True)
class Acquainted:
    """Pairs of people who know one another: how many `share` each topic, and how many would by chance."""

    share: Mapping[str, float]
    by_chance: Mapping[str, float]


NOBODY_KNOWN = Acquainted({}, {})


def acquainted(
    pairs: float, share: Mapping[str, float], people: int, having: Mapping[str, int]
) -> Acquainted:
    """Compare the topics that `pairs` of acquainted people share with what `people` of everybody have."""
    return Acquainted(share, {topic: pairs * (count / people) ** 2 for topic, count in having.items()})


def telling(topic: str, rarity: float, known: Acquainted, numbers: InterestNumbers) -> float:
    """Return how much it tells of two people that they share a topic, in [0, 1) or a little above.

    The logarithm of how much oftener the acquainted share it, over its most: rarity^power where nothing is
    known of any, and never below 0. A Poisson count with a gamma prior that rarity sets (the gamma-Poisson
    shrinker of DuMouchel 1999): `prior_pairs` to be expected by chance weigh as much as the prior.
    """
    prior = numbers.prior_pairs * exp(numbers.most_telling * rarity**numbers.rarity_power)
    share, by_chance = known.share.get(topic, 0.0), known.by_chance.get(topic, 0.0)
    oftener = (share + prior) / (by_chance + numbers.prior_pairs)
    return max(0.0, log(oftener)) / numbers.most_telling
