"""The import rules hold, and each of them bites: a violation planted in a copy of the tree is caught."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("services", "shared", "deploy")

DOMAIN_FOLDERS = [
    "services/events/ingest",
    "services/events/search",
    "services/events/sources",
    "services/matching/people",
    "services/matching/recommend",
    "services/gateway/auth",
    "services/gateway/compose",
    "services/gateway/digest",
    "services/gateway/web",
]

IMPURE = (
    "os",
    "time",
    "random",
    "logging",
    "socket",
    "fastapi",
    "httpx",
    "aiohttp",
    "asyncpg",
    "redis",
    "dns",
)

PLANTS = {
    "strangers": {
        "services/events/store/planted.py": "import services.matching.store",
        "services/gateway/api/planted.py": "import services.events.search",
    },
    "shared-knows-no-service": {
        "shared/kernel/planted.py": "import services.events",
        "shared/web/planted.py": "import deploy.local",
    },
    "events-shape": {
        "services/events/api/planted.py": "import services.events.workers",
        "services/events/store/planted.py": "import services.events.settings",
        "services/events/planted.py": "",
    },
    "matching-shape": {
        "services/matching/workers/planted.py": "import services.matching.api",
        "services/matching/people/planted.py": "import services.matching.store",
        "services/matching/planted.py": "",
    },
    "gateway-shape": {
        "services/gateway/api/planted.py": "import services.gateway.settings",
        "services/gateway/compose/planted.py": "import services.gateway.api",
        "services/gateway/planted.py": "",
    },
    "shared-layers": {
        "shared/kernel/planted.py": "import shared.db",
        "shared/http/planted.py": "import shared.web",
    },
    "pure-domain": {f"{folder}/planted.py": "import asyncio" for folder in DOMAIN_FOLDERS}
    | {f"services/events/ingest/{name}_planted.py": f"import {name}" for name in IMPURE}
    | {"services/gateway/digest/store_planted.py": "from shared.db import Database"},
    "contracts-are-data": {
        "shared/contracts/planted.py": "import fastapi",
        "shared/kernel/planted.py": "import asyncpg",
    },
    "postgres-at-the-edge": {"services/events/api/planted.py": "import asyncpg"},
    "http-at-the-edge": {
        "services/events/workers/planted.py": "import httpx",
        "services/gateway/store/planted.py": "from aiohttp import web",
    },
    "dns-at-the-edge": {"services/events/workers/planted.py": "import dns.resolver"},
    "top": {"services/gateway/workers/planted.py": "import deploy.local"},
    "no-knots": {
        "shared/web/planted.py": "import shared.web.planted_too",
        "shared/web/planted_too.py": "import shared.web.planted",
    },
}
"""What each rule must report, each file of it.

In place of `planted` stands there the rule's own name, so that no file is of two.
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the code."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=only_python)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def only_python(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())}


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    wide = os.environ | {"COLUMNS": "1000"}  # no name is parted by the end of a line
    return subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=folder, capture_output=True, text=True, check=False, env=wide
    )


def contract_names() -> dict[str, str]:
    """Return the title of each rule by its name."""
    rules = ConfigParser()
    rules.read(ROOT / ".importlinter")
    sections = ((name, name.removeprefix("importlinter:contract:")) for name in rules.sections())
    return {short: rules[name]["name"] for name, short in sections if short != name}


def test_every_rule_holds() -> None:
    done = check(ROOT)

    assert done.returncode == 0, done.stdout


def test_there_are_no_exceptions() -> None:
    assert "ignore_imports =" not in (ROOT / ".importlinter").read_text()


def test_every_rule_has_a_plant_and_catches_it(tree: Path) -> None:
    planted = {contract: set(plant(tree, contract)) for contract in PLANTS}

    done = check(tree)

    assert done.returncode == 1, done.stdout
    told = {contract: names_below(title, done.stdout) for contract, title in contract_names().items()}
    # this one names modules below their package
    told["no-knots"] = {f"shared.web{name}" for name in told["no-knots"]}
    assert told.keys() == planted.keys()
    assert {it: names - told[it] for it, names in planted.items() if names - told[it]} == {}


def plant(tree: Path, contract: str) -> Iterator[str]:
    """Write the files that break a rule, and yield the names of their modules."""
    own = f"planted_{contract.replace('-', '_')}"
    for name, text in PLANTS[contract].items():
        path = name.replace("planted", own)
        (tree / path).write_text(text.replace("planted", own) + "\n")
        yield path.removesuffix(".py").replace("/", ".")


def names_below(title: str, report: str) -> set[str]:
    """Return what a rule's own part of a report names, which is empty where the rule holds."""
    part = re.search(rf"^{title}\n-+\n(.*?)(?=^[^\n]+\n---|\Z)", report, re.DOTALL | re.MULTILINE)
    return set(re.findall(r"[\w.]+", part[1])) if part else set()
