"""What a process of a service says when it cannot start: one line each, and never a stack."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic_settings import SettingsConfigDict
from starlette.types import ASGIApp
from structlog.testing import capture_logs

from shared.db import Database
from shared.kernel.server_url import ESCAPES
from shared.web import Worker, base_app, roles
from shared.web.roles import Service, play
from shared.web.serve import listen
from shared.web.settings import PostgresUrl, RedisUrl, ServiceSettings, mistyped


class ShopSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_", frozen=True)

    database_url: PostgresUrl = "postgresql://127.0.0.1/shop"
    redis_url: RedisUrl = "redis://127.0.0.1:6379/0"
    names: frozenset[str] = frozenset()
    port: int = 0


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


CHOOSE = "stop what holds it, or choose another with --host and --port.\n"
SCHEMES = "redis://, rediss://, unix://"


@pytest.fixture(autouse=True)
def log_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the log of the test run where it goes."""
    monkeypatch.setattr(roles, "configure_logging", lambda **_: None)


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("SHOP_PORT", "s3cret", "write a whole number."),
        ("SHOP_NAMES", "s3cret", 'it must be JSON, such as ["a", "b"].'),
        (
            "SHOP_REDIS_URL",
            "http://s3cret@cache",
            f"Redis URL must specify one of the following schemes ({SCHEMES}).",
        ),
        ("SHOP_REDIS_URL", "redis://:s3cret/x@cache:6379", f"the port is no number; {ESCAPES}."),
        ("SHOP_REDIS_URL", "redis://:s3cret[@cache", f"it cannot be read as a URL; {ESCAPES}."),
        (
            "SHOP_DATABASE_URL",
            "postgresql://u:s3cr#et@db/x",
            f"the port is no number; {ESCAPES}.",
        ),
        (
            "SHOP_DATABASE_URL",
            "mysql://u:s3cret@db/x",
            "it must begin with postgresql:// or postgres://.",
        ),
        (
            "SHOP_PORT",
            "tcp://s3cret:80",
            (
                "write a whole number. Kubernetes sets it "
                "where a Service has this name: say `enableServiceLinks: false` in the pod."
            ),
        ),
    ],
)
def test_a_setting_that_cannot_be_is_named_without_its_value(
    variable: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["shop", "serve"])
    monkeypatch.setenv(variable, value)

    assert (1, f"{variable}: {why}\n{MEND}") == (play(SHOP), capsys.readouterr().err)


def test_variables_that_nobody_reads_are_named_with_the_nearest_that_is_read() -> None:
    read = ("SHOP_DATABASE_URL", "shop_port")
    typed = {"SHOP_DATABSE_URL": "SHOP_DATABASE_URL", "SHOPS_REDIS_URL": "SHOP_REDIS_URL", "SHOP_QQQ": None}
    of_others = ("PORT", "PATH", "STORE_PORT", "SHOPPING", "DATABASE_URL", "SHELL")
    of_kubernetes = ("SHOP_SERVICE_HOST", "SHOP_SERVICE_PORT_HTTP", "SHOP_PORT_80_TCP_ADDR")

    assert dict(mistyped(ShopSettings, (*read, *typed, *of_others, *of_kubernetes))) == typed


def test_a_start_warns_of_what_was_mistyped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["shop", "serve", "--port", "99999"])
    monkeypatch.setenv("SHOP_DATABSE_URL", "s3cret")
    with capture_logs() as logs:
        play(SHOP)

    assert [it for it in logs if it["event"] == "settings.unknown"] == [
        {
            "event": "settings.unknown",
            "log_level": "warning",
            "module": "shared.web.roles",
            "variable": "SHOP_DATABSE_URL",
            "nearest": "SHOP_DATABASE_URL",
        }
    ]


@pytest.mark.parametrize("role", ["serve", "work"])
def test_a_port_that_is_taken_is_said(
    role: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with listen("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["shop", role, "--port", str(port)])

        assert play(SHOP) == 1

    said = f"Cannot listen on 127.0.0.1, port {port} (Address already in use)"
    assert capsys.readouterr().err == f"{said}: {CHOOSE}"


@pytest.mark.parametrize("role", ["serve", "work"])
def test_a_port_that_is_none_is_said(
    role: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["shop", role, "--port", "70000"])
    said = "Cannot listen on 127.0.0.1, port 70000 (ports are 0 to 65535)"

    assert (play(SHOP), capsys.readouterr().err) == (1, f"{said}: {CHOOSE}")
