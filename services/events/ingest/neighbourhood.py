"""All that a change could touch, fetched from the store step by step."""

from collections.abc import Collection, Iterable

from services.events.ingest.ports import Unit
from services.events.ingest.resolve.graph import Graph
from services.events.ingest.resolve.model import Sighting


async def neighbourhood(
    unit: Unit, near: Iterable[Sighting], seeds: Collection[str], *, known: Collection[str] = ()
) -> Graph:
    """Return a graph of whole components: to resolve the seeds in it is to resolve them among everything.

    Args:
        unit: the open transaction.
        near: what was fetched already, the seeds as they are now among it.
        seeds: ids of the listings that changed.
        known: those of them of which all that could be one with them is near.
    """
    found = list(near)
    graph = Graph()
    # Of what was never held nobody can have said anything.
    graph.add(found, await unit.said([it.id for it in found if it.event_id]))
    asked = set(known)
    while frontier := graph.component(seeds) - asked:
        like = [graph.sighting(it).listing for it in frontier]
        found = [it for it in await unit.neighbours(like, frontier) if it.id not in graph]
        graph.add(found, await unit.said([it.id for it in found]))
        asked |= frontier
    return graph
