"""`acquaint sources doctor` and `poll` beside services that run apart fetch by what these are told."""

from pathlib import Path

import pytest

from deploy.local.commands.sources import look, poll
from deploy.local.given import Given
from tests.support.stores.postgres import DsnOf


@pytest.fixture
def _apart(monkeypatch: pytest.MonkeyPatch, db_dsn: DsnOf, redis_url: str, key_prefix: str) -> None:
    for name in ("events", "matching", "gateway"):
        monkeypatch.setenv(f"{name.upper()}_DATABASE_URL", db_dsn(name))
        monkeypatch.setenv(f"{name.upper()}_REDIS_URL", redis_url)
        monkeypatch.setenv(f"{name.upper()}_REDIS_PREFIX", key_prefix)


@pytest.mark.usefixtures("_apart")
async def test_an_address_is_looked_at_and_sources_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    is_well = await look(tmp_path, Given(), "http://127.0.0.1/events.ics")
    await poll(tmp_path, Given(), ["src_00000000000000000000000000"])
    told = " ".join(capsys.readouterr().out.split())

    assert not is_well
    assert "http://127.0.0.1/events.ics: address, no known format, 0 events" in told
    assert "new events" in told
