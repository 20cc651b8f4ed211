"""The journey where every role is a process of its own."""

import asyncio
import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from services.gateway.composition import open_runtime
from services.gateway.settings import GatewaySettings
from services.gateway.workers.digest import send_due
from services.gateway.workers.mailer import open_mailer
from tests.e2e.journey import ADA, travel
from tests.e2e.product import acquaint, ended, eventually, free_port, small_feeds, started
from tests.support.stores.postgres_server import database_url, server_url
from tests.support.stores.run_folder import run_name

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


class Apart:
    """Every role a process of its own, on the run's Postgres and Valkey."""

    def __init__(self, tmp_path: Path, redis_url: str, prefix: str, origin: str) -> None:
        self.outbox = tmp_path / "outbox"
        self.log = tmp_path / "log"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.ports = {name: free_port() for name in ("events", "matching", "gateway")}
        self.told_at = {name: free_port() for name in self.ports}
        self.env = {
            "GATEWAY_MAIL_URL": f"folder://{self.outbox}",
            "EVENTS_TRUSTED_ORIGINS": json.dumps([origin]),
        }
        for name in self.ports:
            upper = name.upper()
            self.env[f"{upper}_DATABASE_URL"] = database_url(server_url(), f"{run_name()}-apart-{name}")
            self.env[f"{upper}_REDIS_URL"] = redis_url
            self.env[f"{upper}_REDIS_PREFIX"] = prefix
        for name in ("events", "matching"):
            self.env[f"GATEWAY_{name.upper()}_URL"] = f"http://127.0.0.1:{self.ports[name]}"
        self.env["GATEWAY_PUBLIC_URL"] = self.url

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['gateway']}"

    def run(self) -> ExitStack:
        stack = ExitStack()
        stack.callback(self.see_that_all_ended_well)
        for name in self.ports:
            done = started(["-m", f"services.{name}", "migrate"], self.log, self.env).wait(60)
            assert done == 0, self.log.read_text()
        for name, port in self.ports.items():
            serve = ["-m", f"services.{name}", "serve", "--port", str(port)]
            work = ["-m", f"services.{name}", "work", "--port", str(self.told_at[name])]
            for words in (serve, work):
                self.processes.append(started(words, self.log, self.env))
                stack.enter_context(ended(self.processes[-1]))
        return stack

    def see_that_all_ended_well(self) -> None:
        assert [process.returncode for process in self.processes] == [0] * len(self.processes)

    def watch(self, url: str, catalogue: Path) -> None:
        """Our own machine is read for a catalogue alone, never because somebody suggests it."""
        catalogue.write_text(f'[[source]]\ntitle = "Health"\nurl = "{url}"\n')
        done = started(["-m", "deploy.local.sources.load", str(catalogue)], self.log, self.env).wait(60)
        assert done == 0, self.log.read_text()

    def settings(self) -> GatewaySettings:
        values = {
            k.removeprefix("GATEWAY_").lower(): v for k, v in self.env.items() if k.startswith("GATEWAY_")
        }
        return GatewaySettings.model_validate(values)


@pytest.fixture
def feeds(tmp_path: Path) -> Iterator[str]:
    """Serve the small feeds from a process of their own; return `host:port`."""
    folder, log = small_feeds(tmp_path / "feeds"), tmp_path / "feeds.log"
    with ended(started(["-m", "tests.e2e.serve_feeds", str(folder)], log)):
        yield eventually(lambda: log.read_text().strip())


def test_in_separate_processes(tmp_path: Path, redis_url: str, key_prefix: str, feeds: str) -> None:
    apart = Apart(tmp_path, redis_url, key_prefix, feeds)
    with apart.run(), httpx.Client(base_url=apart.url, timeout=30) as web:
        eventually(lambda: _is_ready(web))
        apart.watch(f"http://{feeds}/feeds/health.rss", tmp_path / "catalogue.toml")
        travel(web, apart.outbox, lambda: asyncio.run(_send(apart, tmp_path / "letters")))
        made = acquaint("keys", "create", "A partner", "--data", str(tmp_path), env=apart.env)
        assert (made.returncode, made.stdout[:9]) == (0, "ack_live_"), made.stderr
        for name, port in apart.told_at.items():
            told = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=30)
            assert f'worker_runs_total{{outcome="idle",worker="{name}.' in told.text


def _is_ready(web: httpx.Client) -> bool:
    try:
        return web.get("/v1/topics").status_code == 200 and web.get("/ready").status_code == 200
    except httpx.TransportError:
        return False


async def _send(apart: Apart, target: Path) -> Path:
    async with open_runtime(apart.settings()) as runtime:
        mailer = open_mailer(f"folder://{target}")
        await send_due(runtime, runtime.clock(), force=True, mailer=mailer, email=ADA)
    return target
