"""Real pages and platform answers: as many records as their sources count, and the official readings."""

from pathlib import Path

import pytest

from services.events.ingest.model import Listing
from tests.support.reading import read

FEEDS = Path(__file__).resolve().parents[7] / "shared" / "data" / "feeds"
pytestmark = pytest.mark.skipif(
    not FEEDS.is_dir(), reason="the real feeds (../shared/data/feeds) are not here"
)


def listings(path: Path) -> list[Listing]:
    """Return what a file is read as."""
    return list(read(path.read_bytes(), f"https://source.example/{path.name}").listings)


@pytest.mark.parametrize(
    ("folder", "count"),
    [
        ("activitypub/mobilizon-fixtures", 3),
        ("html-hevent/calagator-hcalendar", 5),
        ("html-jsonld/city-scrapers", 1),
        ("html-jsonld/placecal-recorded-responses", 25 + 46),
        ("html-jsonld/schema-org-examples-extruct", 2),
        ("html-jsonld/songkick-extruct", 5),
        ("json/cron-quiles-mx", 399),
        ("json/placecal-recorded-responses", 96),
        ("json/tampa-meetup-graphql", 98),
    ],
)
def test_every_event_of_the_source_is_read(folder: str, count: int) -> None:
    """The counts are those of the data's own description; Squarespace tells 46 more in boxes."""
    assert sum(len(listings(path)) for path in sorted((FEEDS / folder).iterdir())) == count


def test_microformats_pages_read_as_their_official_readings() -> None:
    """Each page of the conformance tests has its expected parse beside it."""
    pages = sorted((FEEDS / "html-hevent" / "microformats-tests-v2").glob("*.html"))
    checked = 0
    for page in pages:
        official = page.with_suffix(".json")
        if official.exists():
            read_as = [(each.title, each.starts, each.place, each.url) for each in listings(page)]
            assert read_as == [(each.title, each.starts, each.place, each.url) for each in listings(official)]
            checked += 1
    assert checked == 9
