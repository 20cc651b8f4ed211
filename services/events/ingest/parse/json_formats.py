"""The JSON answers of event platforms, each told by its shape."""

from collections.abc import Callable
from typing import Final

from services.events.ingest.model import ReadContext
from services.events.ingest.parse.json_text import Json
from services.events.ingest.parse.parsed import Parsed

PLATFORMS: Final[tuple[tuple[Callable[[Json], bool], Callable[[Json, ReadContext], Parsed]], ...]] = ()
"""How each is recognised and read; the more telling shapes come first."""


def read_platform_json(document: Json, context: ReadContext) -> Parsed | None:
    """Read a document by the first platform whose shape it has, None when it has none of them."""
    return next((parse(document, context) for is_it, parse in PLATFORMS if is_it(document)), None)
