"""Documents of JSON:API: each resource laid out with what its relationships name (https://jsonapi.org/format/).

A resource says itself in `attributes`, and names others in `relationships` by type and id; those stand in
`included`. An event's dates and venue are such others.
"""

from collections.abc import Mapping
from typing import Final

from services.events.ingest.parse.wire.json_path import Node, at, nodes_at
from services.events.ingest.parse.wire.json_text import Json

_MOST_RELATED: Final = 50

Known = Mapping[tuple[str, str], Node]
"""The attributes of included resources by type and id."""


def is_json_api(document: Json) -> bool:
    """Recognise a document whose resources have attributes and relationships."""
    first = next(iter(nodes_at(document, "data")), None)
    return isinstance(at(first, "attributes"), dict) and isinstance(at(first, "relationships"), dict)


def with_related(document: Json) -> Json:
    """Return the resources as plain records, each with what relates to it under the relationship's name."""
    known = {
        _key(node): attributes
        for node in nodes_at(document, "included")
        if isinstance(attributes := node.get("attributes"), dict)
    }
    return [_record(node, known) for node in nodes_at(document, "data")]


def _record(node: Node, known: Known) -> Json:
    said, related = at(node, "attributes"), at(node, "relationships")
    record: Node = {"id": node.get("id")}
    if isinstance(related, dict):
        record |= {name: found for name in related if (found := _named(at(related, name, "data"), known))}
    return {**record, **(said if isinstance(said, dict) else {})}


def _named(named: Json, known: Known) -> Json:
    """Return the resource that is named, or those; None where none of them is included."""
    if isinstance(named, list):
        return [known[key] for each in named[:_MOST_RELATED] if (key := _key(each)) in known]
    return known.get(_key(named))


def _key(node: Json) -> tuple[str, str]:
    return str(at(node, "type")), str(at(node, "id"))
