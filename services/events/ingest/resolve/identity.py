"""Which event id a group of listings bears, so that ids survive re-reading, merges and splits."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from services.events.ingest.resolve.graph import Graph
from services.events.ingest.resolve.merge import by_trust
from services.events.ingest.resolve.model import Cluster, Group, Resolution, Sighting


def identify(groups: Sequence[Group], mint: Callable[[], str]) -> Resolution:
    """Give each group the id that most of its listings bore, older ids first; mint one where there is none.

    A former id that no group bears any more is redirected to the group that took most of its listings.
    """
    wishes = sorted(
        (-count, event_id, position)
        for position, group in enumerate(groups)
        for event_id, count in Counter(m.event_id for m in group.members if m.event_id).items()
    )
    borne: dict[int, str] = {}
    taken: set[str] = set()
    for _, event_id, position in wishes:
        if position not in borne and event_id not in taken:
            borne[position] = event_id
            taken.add(event_id)
    clusters = tuple(
        Cluster(borne.get(position) or mint(), by_trust(group.members), group.evidence)
        for position, group in enumerate(groups)
    )
    redirects: dict[str, str] = {}
    for _, event_id, position in wishes:
        if event_id not in taken:
            redirects.setdefault(event_id, clusters[position].event_id)
    return Resolution(clusters, tuple(sorted(redirects.items())))


def resolve(sightings: Sequence[Sighting], mint: Callable[[], str]) -> Resolution:
    """Resolve sightings that nothing else touches."""
    graph = Graph()
    graph.add(sightings)
    return resolve_within(graph, [sighting.id for sighting in sightings], mint)


def resolve_within(graph: Graph, listing_ids: Iterable[str], mint: Callable[[], str]) -> Resolution:
    """Resolve whole components of a graph."""
    groups = graph.groups(listing_ids)
    return replace(identify(groups, mint), doubts=graph.doubts(groups))
