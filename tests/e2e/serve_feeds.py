"""`python -m tests.e2e.serve_feeds FOLDER`: serve a folder's feeds on a free port, and say which."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.sources.feeds import feed_server, folder_files

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


async def serve(folder: Path) -> None:
    """Serve until ended."""
    async with feed_server(folder_files(folder), PUBLISHED, 0) as server:
        print(server.trusted, flush=True)  # noqa: T201 - read by the test
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
