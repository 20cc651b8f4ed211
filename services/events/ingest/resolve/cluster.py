"""Put sightings of one event together; the result does not depend on the order in which they came."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from services.events.ingest.resolve.block import lookup_keys, own_keys
from services.events.ingest.resolve.compare import compare
from services.events.ingest.resolve.model import Decision, Sighting

Group = tuple[tuple[Sighting, ...], tuple[str, ...]]
"""Sightings of one event and the reasons for which they were joined."""


def cluster(sightings: Sequence[Sighting]) -> tuple[Group, ...]:
    """Join the surest pairs first, and never two groups that hold a pair known to be different.

    Single linkage alone would chain sister events together through a vaguely titled third.
    """
    ordered = sorted(sightings, key=lambda sighting: sighting.key)
    decisions = {pair: compare(*pair_of(ordered, pair)) for pair in _candidates(ordered)}
    groups = {index: [index] for index in range(len(ordered))}
    home = list(range(len(ordered)))
    reasons: dict[int, set[str]] = defaultdict(set)
    for (one, other), decision in _surest_first(decisions):
        left, right = home[one], home[other]
        if left != right and not _contradicted(groups[left], groups[right], decisions):
            for member in groups[right]:
                home[member] = left
            groups[left] += groups.pop(right)
            reasons[left] |= reasons.pop(right, set()) | {decision.reason}
    return tuple(
        (tuple(ordered[index] for index in sorted(members)), tuple(sorted(reasons[root])))
        for root, members in sorted(groups.items())
    )


def pair_of(ordered: Sequence[Sighting], pair: tuple[int, int]) -> tuple[Sighting, Sighting]:
    """Return the two sightings that a pair of positions names."""
    return ordered[pair[0]], ordered[pair[1]]


def _candidates(ordered: Sequence[Sighting]) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, sighting in enumerate(ordered):
        for key in own_keys(sighting.listing):
            holders[key].append(index)
    seen: set[tuple[int, int]] = set()
    for index, sighting in enumerate(ordered):
        for key in lookup_keys(sighting.listing):
            seen |= {
                (min(index, other), max(index, other)) for other in holders.get(key, ()) if other != index
            }
    return iter(sorted(seen))


def _surest_first(
    decisions: dict[tuple[int, int], Decision],
) -> Iterable[tuple[tuple[int, int], Decision]]:
    same = [(pair, decision) for pair, decision in decisions.items() if decision.same]
    return sorted(same, key=lambda item: (-item[1].score, item[0]))


def _contradicted(left: list[int], right: list[int], decisions: dict[tuple[int, int], Decision]) -> bool:
    pairs = ((min(one, other), max(one, other)) for one in left for other in right)
    known = (decisions.get(pair) for pair in pairs)
    return any(decision is not None and not decision.same and decision.veto for decision in known)
