"""What a process of a service says when it cannot start: one line each, and never a stack."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.types import ASGIApp

from shared.db import Database
from shared.web import Worker, base_app, roles
from shared.web.roles import Service, play
from shared.web.serve import listen
from shared.web.settings import RedisUrl


class ShopSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_", frozen=True)

    database_url: str = ""
    redis_url: RedisUrl = "redis://127.0.0.1:6379/0"
    names: frozenset[str] = frozenset()
    host: str = "127.0.0.1"
    port: int = 0
    log_json: bool = True


class Shop:
    """What is open of it."""

    @property
    def db(self) -> Database:
        """It needs none, and is asked for none here."""
        raise NotImplementedError


@asynccontextmanager
async def opened(_: ShopSettings) -> AsyncIterator[Shop]:
    yield Shop()


def app(_: ShopSettings, __: Shop) -> ASGIApp:
    return base_app(title="shop", version="1")


def no_workers(_: Shop) -> list[Worker]:
    return []


SHOP = Service("shop", ShopSettings, opened, app, no_workers, Path())
MEND = "Mend it in the environment; services/shop/settings.py lists what there is.\n"


SCHEMES = "redis://, rediss://, unix://"


@pytest.fixture(autouse=True)
def log_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the log of the test run where it goes."""
    monkeypatch.setattr(roles, "configure_logging", lambda **_: None)


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("SHOP_PORT", "s3cret", "Input should be a valid integer, unable to parse string as an integer."),
        ("SHOP_NAMES", "s3cret", 'it must be JSON, such as ["a", "b"].'),
        (
            "SHOP_REDIS_URL",
            "http://s3cret@cache",
            f"Value error, Redis URL must specify one of the following schemes ({SCHEMES}).",
        ),
    ],
)
def test_a_setting_that_cannot_be_is_named_without_its_value(
    variable: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["shop", "serve"])
    monkeypatch.setenv(variable, value)

    assert (1, f"{variable}: {why}\n{MEND}") == (play(SHOP), capsys.readouterr().err)


@pytest.mark.parametrize("role", ["serve", "work"])
def test_a_port_that_is_taken_is_said(
    role: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with listen("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["shop", role, "--port", str(port)])

        assert play(SHOP) == 1

    assert capsys.readouterr().err == (
        f"Cannot listen on 127.0.0.1, port {port} (Address already in use): stop what holds it, or choose "
        "another with --host and --port.\n"
    )
