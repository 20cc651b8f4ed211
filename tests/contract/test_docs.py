"""`docs/data.md` names every table, stream, metric and log event that the code has, and no others."""

import re
from collections.abc import Iterator
from pathlib import Path

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
