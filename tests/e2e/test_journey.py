"""The same journey in both ways of running."""

import asyncio
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from deploy.local.folders import DataFolder
from services.gateway.composition import open_runtime
from services.gateway.settings import GatewaySettings
from services.gateway.workers.digest import send_due
from services.gateway.workers.mailer import open_mailer
from tests.e2e.journey import found_event, go, introduce, letters, sign_in, text_of, unsubscribe
from tests.e2e.product import acquaint, address_in, ended, eventually, free_port, small_feeds, started, up
from tests.support.stores.postgres_server import database_url, server_url
from tests.support.stores.run_folder import run_name

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
ADA, BEA = "ada@journey.example.net", "bea@journey.example.net"


def travel(web: httpx.Client, outbox: Path, send_digests: Callable[[], Path]) -> None:
    """Two nurses find the congress and one another; the letter names whom the page named."""
    event = found_event(web)
    ada, bea = sign_in(web, outbox, ADA), sign_in(web, outbox, BEA)
    introduce(ada, "Ada North", "Someone to teach me incident review", "I am keen to learn quality registers")
    introduce(bea, "Bea South", "A mentor for running a ward", "I want to learn how to run audits")
    for traveller in (ada, bea):
        go(traveller, event["id"])
    people = eventually(lambda: ada.get(f"/v1/me/people?event_id={event['id']}&limit=5")["items"])

    assert "Bea South" in [each["person"]["display_name"] for each in people]
    assert all(1 <= len(each["reasons"]) <= 3 for each in people)
    preview = ada.get("/v1/me/digest/preview")
    letter = next(letters(send_digests(), ADA))
    named = [each["person"]["display_name"] for each in preview["people"]]
    assert named
    assert [name for name in named if name not in text_of(letter)] == []
    unsubscribe(web, letter)
    assert ada.get("/v1/me/digest")["frequency"] == "never"


def test_in_one_process(data_folder: DataFolder, tmp_path: Path) -> None:
    data, log, target = data_folder.root, tmp_path / "log", tmp_path / "letters"
    process = up(data, small_feeds(tmp_path / "feeds"), log)
    with ended(process):
        url = address_in(log)

        def send_digests() -> Path:
            done = acquaint(
                "digest", "send", "--now", "--to-dir", str(target), "--email", ADA, "--data", str(data)
            )
            assert done.returncode == 0, done.stderr
            assert list(target.glob("*.eml")), done.stdout
            return target

        outbox = next(data.glob("folder_*")) / "outbox"
        with httpx.Client(base_url=url, timeout=30) as web:
            travel(web, outbox, send_digests)

    assert process.returncode == 0


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
