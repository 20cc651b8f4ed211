"""Reading in this process: the child has tests of its own."""

from collections.abc import Sequence
from functools import cache

from services.events.ingest.model import Listing, ReadContext, Reading
from services.events.ingest.ports import TakePart
from services.events.ingest.read.read import read_document
from services.events.workers.reader import leave
from services.events.workers.reader_child import load_tools

tools = cache(load_tools)


async def read_here(body: bytes, context: ReadContext, take: TakePart = leave) -> Reading:
    """Read a document and hand over its parts, all before the answer."""
    parts: list[Sequence[Listing]] = []
    reading = read_document(body, context, tools(), tell=parts.append)
    for part in parts:
        await take(part)
    return reading
