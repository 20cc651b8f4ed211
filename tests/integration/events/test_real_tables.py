"""Start days of real published tables and lists equal those that a plain reading of the same file gives."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from services.events.ingest.read import Tools, read_document
from services.events.store.gazetteer_data import load_gazetteer
from tests.support.reading import NoTopics, context

FEEDS = Path(__file__).parents[4] / "shared" / "data" / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the real feed files are not on this machine")


def _of_csv(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as lines:
        return [row["Start Date"] for row in csv.DictReader(lines)]


def _of_yaml(path: Path) -> list[str]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = [row for row in rows if row.get("date_precision") is None]
    return [
        str(row.get("start") or row.get("start_date"))
        for row in known
        if {"start", "start_date"} & row.keys()
    ]


@pytest.mark.parametrize(
    ("folder", "plainly"),
    [
        ("csv/python-organizers", _of_csv),
        ("yaml/cocoa-conferences", _of_yaml),
        ("yaml/paperswithcode-ai-deadlines", _of_yaml),
        ("yaml/ruby-conferences", _of_yaml),
    ],
)
def test_start_days_are_those_of_a_plain_reading(folder: str, plainly: Callable[[Path], list[str]]) -> None:
    tools = Tools(load_gazetteer(), NoTopics())
    for path in sorted((FEEDS / folder).iterdir()):
        reading = read_document(path.read_bytes(), context(f"file:///{path.relative_to(FEEDS)}"), tools)
        found = Counter(listing.starts.local[:10] for listing in reading.listings)
        # What has its day in words only is found besides.
        assert Counter() == Counter(plainly(path)) - found
