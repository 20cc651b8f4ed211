"""The import rules hold, and each of them bites: a violation planted in a copy of the tree is caught."""

import shutil
import subprocess
import sys
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

PLANTS = [
    (
        "strangers",
        {
            "services/events/store/planted.py": "import services.matching.store",
            "services/gateway/api/planted.py": "import services.events.search",
        },
    ),
    (
        "shared-knows-no-service",
        {
            "shared/kernel/planted.py": "import services.events",
            "shared/web/planted.py": "import deploy.local",
        },
    ),
    (
        "events-shape",
        {
            "services/events/api/planted.py": "import services.events.workers",
            "services/events/store/planted.py": "import services.events.settings",
        },
    ),
    ("events-shape", {"services/events/planted.py": ""}),
    (
        "matching-shape",
        {
            "services/matching/workers/planted.py": "import services.matching.api",
            "services/matching/people/planted.py": "import services.matching.store",
        },
    ),
    ("matching-shape", {"services/matching/planted.py": ""}),
    (
        "gateway-shape",
        {
            "services/gateway/api/planted.py": "import services.gateway.settings",
            "services/gateway/compose/planted.py": "import services.gateway.api",
        },
    ),
    ("gateway-shape", {"services/gateway/planted.py": ""}),
    (
        "shared-layers",
        {"shared/kernel/planted.py": "import shared.db", "shared/http/planted.py": "import shared.web"},
    ),
    (
        "pure-domain",
        {f"{folder}/planted.py": "import asyncio" for folder in DOMAIN_FOLDERS}
        | {f"services/events/ingest/{name}_planted.py": f"import {name}" for name in IMPURE}
        | {"services/gateway/digest/store_planted.py": "from shared.db import Database"},
    ),
    (
        "contracts-are-data",
        {"shared/contracts/planted.py": "import fastapi", "shared/kernel/planted.py": "import asyncpg"},
    ),
    ("postgres-at-the-edge", {"services/events/api/planted.py": "import asyncpg"}),
    (
        "http-at-the-edge",
        {
            "services/events/workers/planted.py": "import httpx",
            "services/gateway/store/planted.py": "from aiohttp import web",
        },
    ),
    ("dns-at-the-edge", {"services/events/workers/planted.py": "import dns.resolver"}),
    ("top", {"services/gateway/workers/planted.py": "import deploy.local"}),
    (
        "no-knots",
        {
            "shared/web/planted.py": "import shared.web.plant",
            "shared/web/plant.py": "import shared.web.planted",
        },
    ),
]
"""What a run of a rule must report, each file of it."""


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code, with a warm cache of what imports what."""
    folder = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=only_python)
    shutil.copy(ROOT / ".importlinter", folder)
    check(folder)
    return folder


def only_python(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())}


def check(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [option for contract in contracts for option in ("--contract", contract)]
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(  # noqa: S603 - our own arguments
        [*command, *chosen], cwd=folder, capture_output=True, text=True, check=False
    )


def contract_names() -> set[str]:
    rules = ConfigParser()
    rules.read(ROOT / ".importlinter")
    return {name.removeprefix("importlinter:contract:") for name in rules.sections()} - {"importlinter"}


def test_every_rule_holds() -> None:
    done = check(ROOT)

    assert done.returncode == 0, done.stdout


def test_every_rule_has_a_plant() -> None:
    assert contract_names() == {contract for contract, _ in PLANTS}


def test_there_are_no_exceptions() -> None:
    assert "ignore_imports =" not in (ROOT / ".importlinter").read_text()


@pytest.mark.parametrize(
    ("contract", "plants"), PLANTS, ids=[f"{contract}-{next(iter(plants))}" for contract, plants in PLANTS]
)
def test_a_planted_violation_is_caught(tree: Path, contract: str, plants: dict[str, str]) -> None:
    paths = [tree / name for name in plants]
    for path, text in zip(paths, plants.values(), strict=True):
        path.write_text(text + "\n")

    done = check(tree, contract)
    for path in paths:
        path.unlink()

    assert done.returncode == 1, done.stdout
    assert "1 broken" in done.stdout
    modules = [name.removesuffix(".py").replace("/", ".") for name in plants]
    if contract == "no-knots":  # it names modules below their package
        modules = [module.removeprefix("shared.web") for module in modules]
    assert [module for module in modules if module not in done.stdout] == []
