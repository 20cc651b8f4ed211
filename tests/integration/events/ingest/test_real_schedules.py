"""Real published schedules, where they lie beside the project: each is one event with all its sessions."""

from pathlib import Path

import pytest

from services.events.ingest.model import Listing
from services.events.ingest.read.read import read_document
from services.events.ingest.read.records import Tools
from shared.places.geonames import load_gazetteer
from tests.support.reading import NoTopics, context

FEEDS = Path(__file__).parents[5] / "shared" / "data" / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the real feed files are not on this machine")
SCHEDULES = [
    ("frab-xml/38c3/schedule-38c3-20251206.xml", "38C3", "2024-12-27T10:30", 1007),
    ("frab-xml/fosdem/fosdem-2007.xml", "FOSDEM 2007", "2007-02-25", 215),
    ("frab-xml/fosdem/fosdem-2012.xml", "FOSDEM 2012", "2012-02-04", 442),
    ("frab-xml/fosdem/fosdem-2017.xml", "FOSDEM 2017", "2017-02-04", 668),
    ("frab-json/voc-examples/frab-camp2019.json", "Chaos Communication Camp 2019", "2019-08-21", 79),
    ("frab-json/voc-examples/pretalx-democon.json", "DemoCon", "2020-12-14", 36),
    ("csv/gpn11-voctosched/gpn11.csv", "gpn11", "2011-06-23", 29),
]


def _listing(path: str) -> Listing:
    about = context(f"file:///{path}")
    reading = read_document((FEEDS / path).read_bytes(), about, Tools(load_gazetteer(), NoTopics()))
    (listing,) = reading.listings
    assert () == reading.rejected
    return listing


@pytest.mark.parametrize(("path", "title", "starts", "sessions"), SCHEDULES)
def test_every_session_of_a_schedule_is_kept(path: str, title: str, starts: str, sessions: int) -> None:
    listing = _listing(path)
    assert (title, starts, sessions) == (listing.title, listing.starts.local, len(listing.sessions))
