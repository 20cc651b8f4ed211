"""`python -m deploy.local.sources.load [FILE]`: put a catalogue of sources into an events service run apart.

Without a file it is the one that comes with the product.
"""

import asyncio
import sys
from pathlib import Path

from deploy.local.sources.choice import CATALOGUE
from services.events.composition import open_runtime
from services.events.settings import EventsSettings


async def load(settings: EventsSettings, catalogue: Path = CATALOGUE) -> int:
    """Add or update every source of the catalogue; return how many there are."""
    async with open_runtime(settings) as runtime:
        return len(await runtime.load_catalogue(catalogue))


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:2]]
    print(f"{asyncio.run(load(EventsSettings(), *given))} sources are watched")
