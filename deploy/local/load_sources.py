"""`python -m deploy.local.load_sources`: put the catalogue of sources into an events service run apart."""

import asyncio

from deploy.local.choice import CATALOGUE
from services.events.app import open_runtime
from services.events.settings import EventsSettings


async def load(settings: EventsSettings) -> int:
    """Add or update every source of the catalogue; return how many there are."""
    async with open_runtime(settings) as runtime:
        return len(await runtime.load_catalogue(CATALOGUE))


if __name__ == "__main__":
    print(f"{asyncio.run(load(EventsSettings()))} sources are watched")
