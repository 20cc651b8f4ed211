"""The pages of `docs` name every table, stream, metric, log event, setting and domain folder, no others."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.events.settings import EventsSettings
from services.gateway.settings import GatewaySettings
from services.matching.settings import MatchingSettings
from shared.contracts.messages import Stream

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "data.md").read_text()
TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", re.IGNORECASE)
DROPPED = re.compile(r"DROP TABLE (\w+)", re.IGNORECASE)
METRIC = re.compile(r'(?:Counter|Histogram|Gauge|counter|histogram|gauge)\(\s*"([a-z0-9_]+)"')
LOG = re.compile(r'\.(?:debug|info|warning|error|exception)\(\s*"([a-z_]+\.[a-z_.]+)"')


def sources() -> Iterator[str]:
    for root in ("services", "shared", "deploy"):
        for file in sorted((ROOT / root).rglob("*.py")):
            yield file.read_text()


def found(pattern: re.Pattern[str]) -> set[str]:
    return {name for text in sources() for name in pattern.findall(text)}


def listed(heading: str) -> set[str]:
    """Return the names in the first column of the tables under a heading of the page."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))


def test_every_table_has_its_owner_on_the_page() -> None:
    assert found(TABLE) - found(DROPPED) == listed("Tables")


def test_every_stream_is_on_the_page() -> None:
    assert {stream.value for stream in Stream} == listed("Streams")


def test_every_metric_is_on_the_page() -> None:
    assert found(METRIC) == listed("Metrics")


def test_every_log_event_is_on_the_page() -> None:
    assert found(LOG) == listed("Log events")


def test_every_setting_is_on_the_page_with_its_default() -> None:
    section = (ROOT / "docs/operating.md").read_text().split("\n## Settings\n", 1)[1].split("\n## ", 1)[0]
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| (\S.*?) \|", section, re.MULTILINE))

    read = {
        f"{known.model_config.get('env_prefix')}{name}".upper(): field.default
        for known in (EventsSettings, MatchingSettings, GatewaySettings)
        for name, field in known.model_fields.items()
    }
    assert told == {name: _written(default) for name, default in read.items()}


def _written(default: object) -> str:
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"`{text}`" if default or default is False else "–"


@pytest.mark.parametrize("service", ["events", "matching", "gateway"])
def test_every_domain_folder_is_on_the_page(service: str) -> None:
    shape = (ROOT / "docs/architecture.md").read_text()
    [row] = re.findall(rf"^\| \*\*{service}\*\* \| (`.*)$", shape, re.MULTILINE)
    everywhere = {"api", "store", "workers", "migrations"}
    folders = {path.parent.name for path in (ROOT / "services" / service).glob("*/__init__.py")}

    assert set(re.findall(r"`(\w+)`", row)) == folders - everywhere
