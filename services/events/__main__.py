"""`python -m services.events serve|work|migrate`: the roles of the service."""

import argparse
import asyncio
import signal
import sys

import uvloop

from services.events.app import MIGRATIONS, create_app, open_runtime
from services.events.settings import EventsSettings
from services.events.workers import workers
from shared.db.migrate import migrate
from shared.kernel.errors import AppError
from shared.obs import configure_logging
from shared.web import run_workers
from shared.web.serve import server


def main() -> int:
    """Run one role; an expected failure is one line that says what to do."""
    parser = argparse.ArgumentParser(prog="python -m services.events", description=__doc__)
    parser.add_argument("role", choices=["serve", "work", "migrate"])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    args = parser.parse_args()
    settings = EventsSettings()
    configure_logging(json=settings.log_json, level=settings.log_level)
    try:
        if args.role == "serve":
            uvloop.run(_serve(settings, args.host, args.port))
        elif args.role == "work":
            asyncio.run(_work(settings))
        else:
            asyncio.run(migrate(settings.database_url, MIGRATIONS))
    except AppError as error:
        print(error.detail, file=sys.stderr)
        return 1
    return 0


async def _serve(settings: EventsSettings, host: str, port: int) -> None:
    """Open everything before the socket, so that what cannot be had is said in one line."""
    async with open_runtime(settings) as runtime:
        await server(create_app(settings, runtime=runtime), host, port).serve()


async def _work(settings: EventsSettings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with open_runtime(settings) as runtime:
        await run_workers(workers(runtime), stop)


if __name__ == "__main__":
    sys.exit(main())
