"""No container engine runs where this was written: the compose file is held against schema and code."""

import ast
import importlib
import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_settings import BaseSettings

from deploy.local.opened import APART
from shared.web.roles import ROLES

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
COMPOSED: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text())["services"]
IMAGED = {name: service for name, service in COMPOSED.items() if service["image"] == "acquaint:local"}
OURS = {name: service for name, service in IMAGED.items() if name != "operate"}
PUBLISHED = {"gateway", "mail"}


def _module(service: dict[str, Any]) -> str:
    return str(service["command"][2])


def _settings_of(module: str) -> type[BaseSettings]:
    """Return the settings a module reads; the catalogue is loaded into events."""
    service = module if module.startswith("services.") else "services.events"
    name = service.rpartition(".")[2].title()
    found: type[BaseSettings] = getattr(importlib.import_module(f"{service}.settings"), f"{name}Settings")
    return found


def test_the_file_keeps_to_the_compose_specification() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        str(COMPOSE),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_command_runs_a_module_and_a_role_that_exist(name: str) -> None:
    python, flag, module, *rest = OURS[name]["command"]

    spec = importlib.util.find_spec(f"{module}.__main__" if rest else module)
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text())
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    if "play" in {
        each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names
    }:
        words |= set(ROLES)
    assert (python, flag, set(rest[:1]) <= words, "__main__" in words) == ("python", "-m", True, True)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_a_setting_of_its_service(name: str) -> None:
    settings = _settings_of(_module(OURS[name]))
    prefix = settings.model_config["env_prefix"]

    unknown = [
        variable
        for variable in OURS[name]["environment"]
        if not variable.startswith(prefix)
        or variable.removeprefix(prefix).lower() not in settings.model_fields
    ]

    assert unknown == []


@pytest.mark.parametrize("name", sorted(COMPOSED))
def test_whatever_is_waited_for_exists_and_can_say_that_it_is_well(name: str) -> None:
    for needed, how in COMPOSED[name].get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert "healthcheck" in COMPOSED[needed], needed
        else:
            assert COMPOSED[needed]["command"][3] == "migrate", needed


@pytest.mark.parametrize(
    "name", [name for name, it in OURS.items() if set(it["command"]) & {"serve", "work"}]
)
def test_whatever_stays_up_says_how_it_fares_where_it_listens(name: str) -> None:
    command = OURS[name]["command"]
    asked = f"http://127.0.0.1:{command[command.index('--port') + 1]}/ready"

    assert asked in OURS[name]["healthcheck"]["test"][-1]


@pytest.mark.parametrize("name", sorted(COMPOSED))
def test_everything_is_limited_read_only_and_without_root(name: str) -> None:
    service = COMPOSED[name]

    limits = set(service["deploy"]["resources"]["limits"])
    no_root = "user" in service or name in IMAGED
    assert (limits, service["read_only"], no_root) == ({"cpus", "memory"}, True, True)


def test_commands_are_told_of_every_service_and_stay_down_until_asked_for() -> None:
    operate, everything = COMPOSED["operate"], [OURS[name] for name in ("events", "matching", "gateway")]
    told = {variable: value for each in everything for variable, value in each["environment"].items()}
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]

    assert (told, ["operate"]) == (operate["environment"], operate["profiles"])
    assert set(operate["entrypoint"]) <= set(scripts)
    assert set(APART) <= set(told)


def test_only_the_gateway_and_the_mail_catcher_are_published_and_only_on_loopback() -> None:
    published = {name: service["ports"] for name, service in COMPOSED.items() if "ports" in service}

    assert set(published) == PUBLISHED
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "deploy/docker/Dockerfile").read_text().splitlines()

    assert [line for line in lines if line.startswith("USER ")][-1] == "USER 10001:10001"
