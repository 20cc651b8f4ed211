"""`acquaint doctor` beside services that run apart asks each thing that they need of one another."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from deploy.local.commands.doctor import report
from deploy.local.commands.doctor_apart import checks_apart
from tests.support.servers.smtp import SmtpSink, smtp_sink
from tests.support.stores.postgres import DsnOf

__all__ = ["smtp_sink"]


@pytest.fixture
async def services() -> AsyncIterator[str]:
    """Answer as events does when it is ready, below `/well`, and as it does when it is not."""

    async def ready(_: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    async def not_ready(_: web.Request) -> web.Response:
        return web.json_response({"ready": False}, status=503)

    app = web.Application()
    app.router.add_get("/well/ready", ready)
    app.router.add_get("/ready", not_ready)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch, db_dsn: DsnOf, redis_url: str, services: str, smtp_sink: SmtpSink
) -> pytest.MonkeyPatch:
    for name in ("events", "matching", "gateway"):
        monkeypatch.setenv(f"{name.upper()}_DATABASE_URL", db_dsn(name))
        monkeypatch.setenv(f"{name.upper()}_REDIS_URL", redis_url)
    monkeypatch.setenv("GATEWAY_EVENTS_URL", f"{services}/well")
    monkeypatch.setenv("GATEWAY_MATCHING_URL", f"{services}/well")
    monkeypatch.setenv("GATEWAY_MAIL_URL", smtp_sink.url)
    return monkeypatch


async def _told(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[bool, str]]:
    told = {}
    for name, check in checks_apart().items():
        is_well = await report(name, check)
        told[name] = is_well, " ".join(capsys.readouterr().out.split())
    return told


@pytest.mark.usefixtures("environment")
async def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    told = await _told(capsys)

    assert {name: is_well for name, (is_well, _) in told.items()} == dict.fromkeys(
        ["database of events", "database of matching", "database of the gateway", "Valkey", "events",
         "matching", "mail"],
        True,
    )  # fmt: skip


async def test_each_fault_is_told_with_what_to_mend(
    environment: pytest.MonkeyPatch, services: str, db_dsn: DsnOf, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.setenv("EVENTS_DATABASE_URL", db_dsn("shared"))
    environment.setenv("MATCHING_DATABASE_URL", "postgresql://127.0.0.1:9/matching")
    environment.setenv("EVENTS_REDIS_URL", "redis://127.0.0.1:9/0")
    environment.setenv("GATEWAY_EVENTS_URL", "http://127.0.0.1:9")
    environment.setenv("GATEWAY_MATCHING_URL", services)
    environment.setenv("GATEWAY_MAIL_URL", "smtp://127.0.0.1:9")

    told = await _told(capsys)

    assert [name for name, (is_well, _) in told.items() if is_well] == ["database of the gateway"]
    assert "run `python -m services.events migrate`" in told["database of events"][1]
    assert "redis://127.0.0.1:9/0 does not answer" in told["Valkey"][1]
    assert "http://127.0.0.1:9 (GATEWAY_EVENTS_URL) does not answer" in told["events"][1]
    assert f"{services} (GATEWAY_MATCHING_URL) is not ready" in told["matching"][1]
    assert "mend GATEWAY_MAIL_URL" in told["mail"][1]
