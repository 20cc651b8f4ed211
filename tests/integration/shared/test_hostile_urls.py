"""Hundreds of hostile URLs through each of our callers: nothing connects to a forbidden address."""

import json
import os
import shutil
import socket
import subprocess
import sys
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from typing import Any

import httpcore
import pytest

from shared.http.dialler import GuardedBackend
from shared.http.guarded import FetchFailed, FetchRefused, next_url
from tests.support.hostile import whole_internet
from tests.support.hostile.outward import CALLERS
from tests.support.hostile.urls import FORBIDDEN_V4, FORBIDDEN_V6, PUBLIC, PUBLIC_NAME, urls, zone

ROOT = Path(__file__).parents[3]
FEWEST = 300


def namespaces() -> bool:
    if not (shutil.which("unshare") and shutil.which("ip")):
        return False
    tried = [
        "unshare",
        "--user",
        "--map-root-user",
        "--net",
        "--mount",
        "ip",
        "route",
        "add",
        "local",
        "0.0.0.0/0",
        "dev",
        "lo",
    ]
    return subprocess.run(tried, capture_output=True, check=False).returncode in {0, 2}  # noqa: S603 - 2: lo is down


def measured(folder: Path) -> dict[str, dict[str, Any]]:
    if not namespaces():
        pytest.skip("this machine does not let us make a network namespace (unshare --user --net)")
    command = [
        "unshare",
        "--user",
        "--map-root-user",
        "--net",
        "--mount",
        sys.executable,
        whole_internet.__file__,
        str(folder),
    ]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return {each["caller"]: each for each in json.loads(done.stdout)}


def test_no_hostile_url_reaches_a_forbidden_address_and_the_canary_is_awake(tmp_path: Path) -> None:
    found = measured(tmp_path)

    assert found.pop("unguarded")["inside"] == {
        "10.0.0.1": 2,
        "169.254.169.254": 1,
        "127.0.0.1": 1,
        "::1": 1,
        "fd00:ec2::254": 1,
        "64:ff9b::7f00:1": 1,
    }
    assert set(found) == set(CALLERS)
    for each in found.values():
        assert each["inside"] == {}
        assert sum(each["ends"].values()) == each["urls"] >= FEWEST
        assert sum(each["behind"].values()) == each["redirects"] >= FEWEST
        # the same client on the same network does reach what is public
        assert each["controls"] == {"answered": len(whole_internet.CONTROLS)}
        assert each["public"] > each["redirects"]


class Dialled(httpcore.AsyncNetworkBackend):
    """Notes whom a connection was meant for, and makes none."""

    def __init__(self) -> None:
        self.addresses: set[str] = set()

    async def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Note it."""
        self.addresses.add(host)
        raise httpcore.ConnectError("no network in this test")


def numeric(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, ValueError) as error:
        raise FetchFailed("dns", host) from error
    return [str(each[4][0]) for each in found]


class Resolver:
    """Answers from the zone turn by turn; reads numeric spellings as the system does, and asks nobody."""

    def __init__(self) -> None:
        self._zone = zone()
        self._turns = {name: count() for name in self._zone}

    async def __call__(self, host: str, port: int) -> list[str]:
        """Resolve."""
        known = self._zone.get(host.lower().rstrip("."))
        if known is None:
            return ["127.0.0.1"] if "local" in host.lower() else numeric(host, port)
        if known.alias:
            return await self(known.alias, port)
        return list(known.turns[min(next(self._turns[host]), len(known.turns) - 1)])


@pytest.mark.parametrize("caller", CALLERS)
async def test_only_public_addresses_are_dialled_on_any_machine(
    monkeypatch: pytest.MonkeyPatch, caller: str
) -> None:
    dialled = Dialled()
    made = GuardedBackend.__init__

    def with_note(self: GuardedBackend, *given: Any) -> None:
        made(self, *given)
        monkeypatch.setattr(self, "_sockets", dialled)

    monkeypatch.setattr(GuardedBackend, "__init__", with_note)
    async with CALLERS[caller](Resolver()) as call:
        ends = {await call(url) for url in (*urls(), f"http://{PUBLIC_NAME}/", f"http://six.{PUBLIC_NAME}/")}

    assert dialled.addresses == set(PUBLIC)
    assert ends <= {"address", "dns", "port", "scheme", "credentials", "connect", "unreachable"}


def test_encryption_is_never_given_up_on_the_way() -> None:
    for url in (url for url in urls() if url.lower().startswith("http:")):
        try:
            following = next_url("https://public.example/", url)
        except FetchRefused:
            continue
        assert following.startswith("https:"), url


def test_the_corpus_forbids_what_it_says() -> None:
    assert len(urls()) >= FEWEST
    assert not {*map(str, FORBIDDEN_V4), *FORBIDDEN_V6} & set(PUBLIC)
    assert all(ip_address(address).is_global for address in PUBLIC)
