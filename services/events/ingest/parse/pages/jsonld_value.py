"""Looking into JSON-LD nodes: their types without a namespace, and text however it is wrapped."""

import re
from typing import Final

from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of
from services.events.ingest.parse.wire.translated import in_one_language

PREFIX: Final = re.compile(
    r"^(?:https?://(?:schema|(?:www\.)?data-vocabulary|rdf\.data-vocabulary)\.org/#?|schema:|sdo:)",
    re.IGNORECASE,
)


def types_of(node: Json) -> tuple[str, ...]:
    """Return the node's types without their namespace."""
    if not isinstance(node, dict):
        return ()
    return tuple(
        PREFIX.sub("", text) for value in rows_of(node.get("@type"))[:10] if (text := text_of(value))
    )


def words(value: Json) -> str | None:
    """Return text, also out of a list, a `{"@value": …}` or an object with a text for each language."""
    for item in rows_of(value)[:3]:
        found = text_of(item.get("@value") or in_one_language(item) if isinstance(item, dict) else item)
        if found:
            return found
    return None
