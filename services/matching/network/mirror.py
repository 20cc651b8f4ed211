"""Composition, diversity and gaps of a network, and what one more person would bring to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.matching.network.facets import DIMENSIONS, Shown
from shared.contracts.network.mirror import Dimension, DimensionName, Gap, Share

LEAST_KNOWN = 5
"""Below it nothing is told of diversity and gaps: any few people are alike in something."""
LEAST_PEOPLE = 10
"""Of a kind among everybody, or the share of all would tell of single people."""
MOST_SHARES, MOST_GAPS = 8, 3
_WRITTEN: dict[DimensionName, str] = {
    "industry": "Industry", "country": "Country", "stage": "Stage", "area": "Field of work",
}  # fmt: skip
FEW = 0.1
"""A kind that a smaller share of one's own people are is brought by one more."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """People counted by what they show in one dimension."""

    counts: Counter[str]
    labels: dict[str, str]

    @property
    def known(self) -> int:
        """Return how many show anything."""
        return self.counts.total()

    def share(self, key: str) -> float:
        """Return the share of a kind in those who show theirs; 0 where nobody does."""
        return self.counts[key] / self.known if self.known else 0.0


Counts = Mapping[DimensionName, Kinds]


def count(people: Sequence[Shown]) -> Counts:
    """Count people by what they show in every dimension."""
    return {name: _kinds(people, name) for name in DIMENSIONS}


def _kinds(people: Sequence[Shown], name: DimensionName) -> Kinds:
    """Count people in one dimension; a kind is written as most of them write it."""
    facets = [person[name] for person in people if name in person]
    written = Counter(facets)
    rarest_first = sorted(written.items(), key=lambda item: (-item[1], item[0]), reverse=True)
    labels = {key: label for (key, label), _ in rarest_first}
    return Kinds(Counter(key for key, _ in facets), labels)


def mirror(network: Counts, everybody: Counts) -> tuple[Dimension, ...]:
    """Return what a network is in each dimension, and what it lacks beside everybody."""
    return tuple(_dimension(name, network[name], everybody[name]) for name in DIMENSIONS)


def blau(counts: Counter[str]) -> float:
    """Return 1 - sum of squared shares (Blau 1977): the chance that two drawn with return are unlike."""
    total = counts.total()
    return 1 - sum((count / total) ** 2 for count in counts.values()) if total else 0.0


def brings(person: Shown, network: Counts, own: Shown) -> tuple[str, ...]:
    """Return in what somebody is of a kind that few of the network are, nor its owner: `Country: Kenya`."""
    return tuple(
        f"{_WRITTEN[name]}: {facet.label}"
        for name, facet in person.items()
        if network[name].share(facet.key) < FEW and (name not in own or own[name].key != facet.key)
    )


def unlikeness(person: Shown, network: Counts) -> float:
    """Return how much of a gap somebody fills: the mean of 1 / (1 + 10 share) of what they show."""
    each = [1 / (1 + 10 * network[name].share(facet.key)) for name, facet in person.items()]
    return sum(each) / len(each) if each else 0.0


def _dimension(name: DimensionName, mine: Kinds, all_of_them: Kinds) -> Dimension:
    enough = mine.known >= LEAST_KNOWN
    return Dimension(
        name=name,
        known=mine.known,
        diversity=round(blau(mine.counts), 2) if enough else None,
        shares=tuple(
            Share(label=mine.labels[key], people=people, share=round(mine.share(key), 2))
            for key, people in sorted(mine.counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_SHARES]
        ),
        gaps=_gaps(mine, all_of_them) if enough else (),
    )


def _gaps(mine: Kinds, all_of_them: Kinds) -> tuple[Gap, ...]:
    found = [
        (mine.share(key) - all_of_them.share(key), key)
        for key, people in all_of_them.counts.items()
        if people >= LEAST_PEOPLE and mine.share(key) < all_of_them.share(key) / 2
    ]
    return tuple(
        Gap(label=all_of_them.labels[key], share=round(mine.share(key), 2),
            share_of_all=round(all_of_them.share(key), 2))
        for _, key in sorted(found)[:MOST_GAPS]
    )  # fmt: skip
