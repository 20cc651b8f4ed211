"""`python -m services.gateway serve|work|migrate`."""

import argparse
import asyncio
import signal

from services.gateway.app import MIGRATIONS, create_app, open_runtime
from services.gateway.settings import GatewaySettings
from services.gateway.workers import workers
from shared.db.migrate import migrate
from shared.obs import configure_logging
from shared.web import serve
from shared.web.workers import run_workers


async def work(settings: GatewaySettings) -> None:
    """Run the workers until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with open_runtime(settings) as runtime:
        await run_workers(workers(runtime), stop)


def main() -> None:
    """Read the role and play it."""
    settings = GatewaySettings()
    parser = argparse.ArgumentParser(prog="python -m services.gateway")
    parser.add_argument("role", choices=["serve", "work", "migrate"])
    parser.add_argument("--host", default=settings.host)
    parser.add_argument("--port", type=int, default=settings.port)
    args = parser.parse_args()
    configure_logging(json=settings.log_json, level="INFO")
    if args.role == "migrate":
        asyncio.run(migrate(settings.database_url, MIGRATIONS))
    elif args.role == "work":
        asyncio.run(work(settings))
    else:
        serve(create_app(settings), args.host, args.port)


if __name__ == "__main__":
    main()
